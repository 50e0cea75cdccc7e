"""The passes of a parse model over documents, at a lower cost than spaCy's own loop and with the same outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from claims.entities import RECOGNISER, Entities
from claims.word_forms import RULES, WordForms

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_BATCH = 64


class Passes:
    """Runs the components of a pipeline in their order.

    Word forms and entities are worked out by `claims.word_forms` and `claims.entities` where the model is of the usual
    shape, else by the component itself. Products of matrices are left to numpy, on one thread: for matrices of
    this size it takes half the time of spaCy's own, and a second thread mostly waits. The last bits of a float can
    differ from what `nlp.pipe` computes, as they do there between one size of batch and another.
    """

    def __init__(self, nlp: Language) -> None:
        from threadpoolctl import ThreadpoolController

        self._nlp = nlp
        self._forms = WordForms.of(nlp)
        self._entities = Entities.of(nlp)
        self._threads = ThreadpoolController()
        _use_numpy(nlp)

    def run(self, docs: Sequence[Doc]) -> Sequence[Doc]:
        """The same documents, parsed."""
        with self._threads.limit(limits=1, user_api="blas"):
            for name, component in self._nlp.pipeline:
                docs = self._pass(name, component, docs)
        return docs

    def forget(self) -> None:
        """Drops what is known of words that the vocabulary has let go."""
        if self._forms is not None:
            self._forms.forget()

    def _pass(self, name: str, component: Callable[[Doc], Doc], docs: Sequence[Doc]) -> Sequence[Doc]:
        if name == RECOGNISER and self._entities is not None:
            for at in range(0, len(docs), _BATCH):
                self._entities.annotate(docs[at : at + _BATCH])
        elif name == RULES[-1] and self._forms is not None:
            self._forms.annotate(docs)
        elif name in RULES and self._forms is not None:
            pass  # the last of the rules speaks for all
        elif hasattr(component, "pipe"):
            return list(component.pipe(docs, batch_size=_BATCH))
        else:
            return [component(doc) for doc in docs]
        return docs


def _use_numpy(nlp: Language) -> None:
    """Gives this pipeline, and no other, numpy's product of matrices in place of spaCy's own."""
    from thinc.api import NumpyOps

    products = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for node in model.walk() if hasattr(model, "walk") else ():
            if type(node.ops) is NumpyOps:
                node.ops = products
