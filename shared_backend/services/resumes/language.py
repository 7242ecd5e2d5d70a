"""In which language a text is written, as far as its small words or its letters tell; no dependency, no guess."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Words of grammar that CVs are full of. A word two languages share stands in neither list.
_SMALL: Mapping[str, str] = {
    "English": "the and of to with for from by on as that our their was were at which using while into new year years",
    "German": "der die das und von mit für den dem bei zur zum im ein eine einer eines sowie auf aus durch nach über",
    "French": "le la les des du et dans pour avec une sur au aux par chez mes leur ainsi à été",
    "Spanish": "el los las y del para con una por al como más desde hasta sobre en mi su",
    "Italian": "il lo gli della delle dei del e di per con una nel nella alla presso da sono più",
    "Portuguese": "o os as do da dos das em para com uma no na por ao mais desde e até",
    "Dutch": "de het een en van voor met bij naar ook door aan op tot als zijn werd",
    "Swedish": "och att av för med till som på är från inom samt vid ett",
    "Danish": "og af for med til som på er fra ved samt et blev",
    "Norwegian": "og av for med til som på er fra ved samt et ble",
    "Polish": "i w z na do oraz dla od po przy się jako za",
    "Turkish": "ve ile bir için olarak bu da de",
}
_WORDS = {name: frozenset(words.split()) for name, words in _SMALL.items()}
_SCRIPTS: Mapping[str, re.Pattern[str]] = {
    "Cyrillic letters": re.compile(r"[\u0400-\u04ff]"),
    "Arabic letters": re.compile(r"[\u0600-\u06ff]"),
    "Hebrew letters": re.compile(r"[\u0590-\u05ff]"),
    "Greek letters": re.compile(r"[\u0370-\u03ff]"),
    "Chinese, Japanese or Korean": re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"),
    "Thai letters": re.compile(r"[\u0e00-\u0e7f]"),
    "an Indian script": re.compile(r"[\u0900-\u0d7f]"),
}
ENGLISH = "English"
# From this many small words on they tell; a list of skills has none.
ENOUGH = 6
MOST_LETTERS = 20_000


def language_of(text: str) -> str:
    """The name of the language or script most of a text is in; "English" also where too little tells.

    Examples
    --------
    >>> language_of("Leitung eines Teams von 12 Mitarbeitern und Einführung des Systems für die Inventur im Lager")
    'German'
    >>> language_of("Python, SQL, Docker"), language_of("Работа с клиентами, ведение документации")
    ('English', 'Cyrillic letters')
    """
    text = text[:MOST_LETTERS]
    letters = sum(c.isalpha() for c in text)
    for name, script in _SCRIPTS.items():
        if letters and len(script.findall(text)) > 0.5 * letters:
            return name
    words = re.findall(r"[^\W\d_]+", text.casefold())
    counts = {name: sum(word in small for word in words) for name, small in _WORDS.items()}
    best = max(counts, key=lambda name: counts[name])
    # A CV in English with a German employer and address stays one in English.
    return best if counts[best] >= ENOUGH and counts[best] > 1.5 * counts[ENGLISH] else ENGLISH
