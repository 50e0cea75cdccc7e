"""Is a text surely not English? Doubtful and short texts are read; only certainty refuses."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

NAMES = {
    "af": "Afrikaans",
    "am": "Amharic",
    "ar": "Arabic",
    "az": "Azerbaijani",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "bs": "Bosnian",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "gl": "Galician",
    "gu": "Gujarati",
    "ha": "Hausa",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "is": "Icelandic",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "kk": "Kazakh",
    "km": "Khmer",
    "kn": "Kannada",
    "ko": "Korean",
    "ku": "Kurdish",
    "ky": "Kyrgyz",
    "lo": "Lao",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "mk": "Macedonian",
    "ml": "Malayalam",
    "mn": "Mongolian",
    "mr": "Marathi",
    "ms": "Malay",
    "my": "Burmese",
    "ne": "Nepali",
    "nl": "Dutch",
    "no": "Norwegian",
    "pa": "Punjabi",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "si": "Sinhala",
    "sk": "Slovak",
    "sl": "Slovenian",
    "so": "Somali",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "ta": "Tamil",
    "te": "Telugu",
    "th": "Thai",
    "tl": "Tagalog",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "uz": "Uzbek",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
"""English names of the languages that a refusal can name (ISO 639-1)."""

# Words that fill a third of any English news text and are rare in every other language.
ENGLISH_WORDS = frozenset("the and of that with from said were has have this which".split())
WORD = re.compile(r"[^\W\d_]+")

SOME_ENGLISH = 0.05
"""Share above which a text is at least mixed, and so is read."""
LONG_ENOUGH = 200
"""Characters below which a text in the Latin script settles nothing."""
OTHER_SCRIPT_LONG_ENOUGH = 60
SURE = 0.8
SAMPLE = 3000


def language_name(code: str) -> str:
    """English name of an ISO 639-1 code: "fr" and "fr-CA" are French; an unknown code names itself."""
    return NAMES.get(code.split("-")[0].lower(), f'"{code}"')


def find_foreign_language(text: str) -> str | None:
    """English name of the language the text is surely in, where that is not English; else None.

    "Les autorités ont annoncé …" over a few sentences is French. A list of Ukrainian names, a headline in
    capitals, or a report that quotes two French sentences is not surely anything, and gives None.
    """
    words = WORD.findall(_sample(text).lower())
    if not words:
        return None
    english = sum(word in ENGLISH_WORDS for word in words) / len(words)
    if english > SOME_ENGLISH or not _settles(text, words):
        return None
    code, probability = _identifier().classify(" ".join(words))
    return NAMES[code] if code in NAMES and probability >= SURE else None


def _settles(text: str, words: list[str]) -> bool:
    letters = "".join(words)
    other_script = sum(letter > "\u024f" for letter in letters)
    if other_script > len(letters) / 2:
        return len(letters) >= OTHER_SCRIPT_LONG_ENOUGH
    return len(text) >= LONG_ENOUGH


def _sample(text: str) -> str:
    """Start, middle and end of a long text: a lead in another language is not the whole report."""
    if len(text) <= 3 * SAMPLE:
        return text
    middle = (len(text) - SAMPLE) // 2
    return " ".join((text[:SAMPLE], text[middle : middle + SAMPLE], text[-SAMPLE:]))


@cache
def _identifier() -> Any:  # noqa: ANN401 - py3langid is untyped
    """The classifier, loaded on the first text that needs it (most English reports never do)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([*NAMES, "en", "pcm"])
    return identifier
