"""Named entities by the parse model's own recogniser, decided for all words at once.

spaCy walks a text word by word and asks its network at each step which move to make: begin an entity, go on, end it,
or none. What it sees outside an entity is the word alone, so all those steps are one product of matrices; only
inside entities does one step wait for the one before, and those are taken side by side. Same weights, same moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc, Span

RECOGNISER = "ner"
"""The component that `Entities` stands in for."""
_FEATURES = 3  # this word, the entity's first and, inside an entity, the word before
_OUTSIDE = "O"

Numbers = NDArray[np.int64]
Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]


class Entities:
    """The recogniser of one pipeline."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        self._recogniser = recogniser
        model = recogniser.model
        self._tok2vec, self._lower = model.get_ref("tok2vec"), model.get_ref("lower")
        upper = model.get_ref("upper")
        self._weights, self._bias = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")
        system = recogniser.moves
        moves = [system.get_class_name(at).partition("-") for at in range(system.n_moves)]
        place = {(kind, label): at for at, (kind, _, label) in enumerate(moves)}
        self._labels = [label for _, _, label in moves]
        self._out = place[_OUTSIDE, ""]
        self._begins = np.array([kind == "B" and label != "" for kind, _, label in moves])
        units = np.array([kind == "U" and label != "" for kind, _, label in moves])
        self._closed = np.where(self._begins | units, np.float32(0), np.float32(-np.inf))
        self._closed[self._out] = 0
        self._goes_on = np.array([place.get(("I", label), -1) for label in self._labels])
        self._ends = np.array([place.get(("L", label), -1) for label in self._labels])

    @classmethod
    def of(cls, nlp: Language) -> Entities | None:
        """The recogniser of a pipeline; None where it has none of spaCy's usual shape."""
        from spacy.pipeline import EntityRecognizer

        pipe: Any = nlp.get_pipe(RECOGNISER) if nlp.has_pipe(RECOGNISER) else None
        if type(pipe) is not EntityRecognizer or pipe.cfg["beam_width"] != 1:
            return None
        model = pipe.model
        lower = model.get_ref("lower")
        usual = model.attrs["has_upper"] and lower.get_dim("nF") == _FEATURES and lower.get_dim("nP") > 1
        return cls(pipe) if usual and not model.attrs["unseen_classes"] else None

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Sets the entities of documents whose sentences are known."""
        docs = [doc for doc in docs if len(doc)]
        if any(doc.has_annotation("ENT_IOB") for doc in docs):  # some component has set entities to keep
            self._recogniser.set_annotations(docs, self._recogniser.predict(docs))
        elif docs:
            self._annotate(docs)

    def _annotate(self, docs: Sequence[Doc]) -> None:
        seen: Floats = self._lower.predict(self._tok2vec.predict(docs))
        edges = np.cumsum([len(doc) for doc in docs])
        marks = np.concatenate([doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs])
        last = np.append(marks[1:, 0] == 1, True)  # an entity ends with its sentence
        last[edges - 1] = True
        moves = self._outside(seen, last, marks[:, 1] == 1)
        starts = np.flatnonzero(self._begins[moves])
        ends = dict(zip(starts.tolist(), self._inside(seen, last, starts, moves[starts]).tolist(), strict=True))
        told = iter([(at, int(moves[at])) for at in np.flatnonzero(moves != self._out).tolist()])
        base = done = 0
        at, move = next(told, (len(moves), 0))
        for doc, edge in zip(docs, edges.tolist(), strict=True):
            spans = []
            while at < edge:
                if at >= done:
                    done = ends.get(at, at) + 1
                    spans.append(self._span(doc, at - base, done - base, move))
                at, move = next(told, (len(moves), 0))
            doc.set_ents(spans)
            base = edge

    def _span(self, doc: Doc, start: int, end: int, move: int) -> Span:
        from spacy.tokens import Span

        return Span(doc, start, end, label=self._labels[move])

    def _scores(self, features: Floats) -> Floats:
        hidden = (features + self._lower.get_param("b")).max(axis=-1)
        scores: Floats = hidden @ self._weights + self._bias
        return scores

    def _outside(self, seen: Floats, last: Flags, blank: Flags) -> Numbers:
        """The move at each word if no entity is open there: one begins, the word is one, or neither."""
        words, padding = seen[1:], seen[0]
        scores = self._scores(words[:, 0] + padding[1] + padding[2]) + self._closed
        scores[np.ix_(last, self._begins)] = -np.inf
        moves: Numbers = scores.argmax(axis=1)
        moves[blank] = self._out
        return moves

    def _inside(self, seen: Floats, last: Flags, starts: Numbers, opened: Numbers) -> Numbers:
        """The last word of each entity, were it to begin at each of these."""
        ends = starts.copy()
        going = np.arange(len(starts))
        on, off = self._goes_on[opened], self._ends[opened]
        while len(going):
            ends[going] += 1
            at = ends[going]
            scores = self._scores(seen[at + 1, 0] + seen[starts[going] + 1, 1] + seen[at, 2])
            rows = np.arange(len(going))
            stay, stop = scores[rows, on[going]], scores[rows, off[going]]
            goes_on = (stay > stop) | ((stay == stop) & (on[going] < off[going]))
            going = going[goes_on & ~last[at]]
        return ends
