"""Whether an int8 copy still says what the model says."""

from __future__ import annotations

import numpy as np

from index.vectors import Matrix

CHECK_TEXTS = (
    "",
    "people wounded: a number of people were wounded. In Sumy, Ukraine. On 22 July 2025.",
    "drones launched: the air force said a number of drones were launched overnight. In Ukraine. On 9 July 2025.",
    "Inflation slowed to a percentage in June, the statistics office said. In June 2025.",
    "The central bank kept its rate unchanged: central bank keep rate. In Norway. On 20 March 2024.",
    "DEATH TOLL RISES AFTER EARTHQUAKE, RESCUERS SAY",
    "Café owners in São Paulo protested against a ban; “we will not close”, one said.",
    "Повітряні сили збили дрони над Сумами.",
    "F-16s, S-300 launchers & 9/11: names, not figures (see p. 14)?",
    "The ferry left Mombasa with passengers aboard, sank within sight of the harbour, and was found by divers on "
    "the sea bed; the owner, who had been warned about its pumps, was charged with manslaughter. " * 6,
)
LEAST = 0.96
LEAST_MEAN = 0.98
"""Cosine between the two for the same text; over real claims it is 0.992 on average, 0.978 at the least."""


def find_difference(references: Matrix, vectors: Matrix) -> str | None:
    """Why the copy may not stand in for the model; None where it may."""
    if vectors.shape != references.shape or not np.isfinite(vectors).all():
        return f"it answers {vectors.shape} numbers where the model answers {references.shape}, or not finite ones"
    cosines = np.einsum("ij,ij->i", references, vectors)
    if cosines.min() < LEAST or cosines.mean() < LEAST_MEAN:
        return f"its vectors differ from the model's: cosine {cosines.mean():.3f}, at the least {cosines.min():.3f}"
    return None
