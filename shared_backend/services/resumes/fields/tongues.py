"""Names of languages, in English and in themselves, and the words for levels."""
# ruff: noqa: E501 (lists of words)

from __future__ import annotations

import re

_NAMES = """
English Spanish French German Italian Portuguese Dutch Danish Swedish Norwegian Finnish Icelandic Polish Czech Slovak Hungarian Romanian Bulgarian Greek Turkish Russian Ukrainian Belarusian Serbian
Croatian Bosnian Slovenian Macedonian Albanian Lithuanian Latvian Estonian Irish Welsh Gaelic Catalan Basque Galician Arabic Hebrew Persian Farsi Dari Pashto Kurdish Urdu Hindi Bengali Punjabi Panjabi Gujarati
Marathi Tamil Telugu Kannada Malayalam Sinhala Nepali Chinese Mandarin Cantonese Japanese Korean Vietnamese Thai Lao Khmer Burmese Malay Indonesian Tagalog Filipino Cebuano Ilocano Swahili Amharic Tigrinya Somali Hausa Yoruba
Igbo Zulu Xhosa Afrikaans Shona Twi Wolof Lingala Kinyarwanda Luganda Esperanto Latin Maltese Luxembourgish Yiddish Georgian Armenian Azerbaijani Kazakh Uzbek Mongolian Tibetan Quechua Guarani Nahuatl Hmong Samoan Tongan Maori
Hawaiian Navajo BSL ASL Frisian Flemish Faroese Sanskrit
Englisch Spanisch Französisch Deutsch Italienisch Portugiesisch Niederländisch Dänisch Schwedisch Norwegisch Finnisch Polnisch Tschechisch Ungarisch Rumänisch Griechisch Türkisch Russisch Ukrainisch Arabisch Chinesisch Japanisch Latein Kroatisch Serbisch
anglais espagnol français allemand italien portugais néerlandais arabe chinois japonais russe polonais turc berbère breton occitan corse basque
inglés español francés alemán italiano portugués catalán gallego euskera chino japonés ruso árabe castellano valenciano
inglese spagnolo francese tedesco portoghese russo cinese giapponese arabo inglês espanhol francês alemão português
Engels Spaans Frans Duits Italiaans Nederlands Fries engelsk spansk fransk tysk dansk norsk svensk engelska spanska franska tyska svenska danska norska finska suomi englanti ruotsi saksa
angielski niemiecki polski francuski hiszpański rosyjski włoski angličtina němčina čeština slovenčina ruština francouzština
İngilizce Türkçe Almanca Fransızca Английский Русский Немецкий Французский Испанский 英语 中文 普通话 汉语 日语 法语 英語 日本語 韓国語 中国語 영어 한국어 일본어
"""
_KNOWN = {name.casefold() for name in _NAMES.split()}
_PHRASES = re.compile(
    r"^(?:Mandarin Chinese|Chinese \((?:Mandarin|Cantonese|Simplified|Traditional)\)|(?:Brazilian|European) Portuguese|(?:American|British|Irish) Sign Language|Haitian Creole|Cape Verdean Creole|Swiss German|Scottish Gaelic|Tiếng (?:Việt|Anh|Pháp)|Język \w+|Bahasa (?:Indonesia|Melayu|Malaysia))",
    re.IGNORECASE,
)
LEVELS = (
    r"(?:native(?: speaker| or bilingual)?(?: proficiency)?|mother tongue|bilingual|fluent|fluency|proficient|proficiency|advanced|upper[- ]intermediate|intermediate|basic|beginner|elementary|conversational|conversant|professional(?: working)?(?: proficiency)?|"
    r"full professional(?: proficiency)?|limited working(?: proficiency)?|working(?: knowledge)?|business(?: fluent)?|good|very good|excellent|fair|expert|experienced|competent|skilled|novice|familiar|learning|reading|written|spoken|some|[ABC][12]\+?|"
    r"muttersprache|muttersprachlich|fließend|verhandlungssicher|sehr gut|gut|grundkenntnisse|langue maternelle|courant|bilingue|intermédiaire|notions|scolaire|nativo|nativa|fluido|avanzado|intermedio|básico|alto|medio|"
    r"madrelingua|fluente|avançado|intermediário|ottimo|buono|moedertaal|vloeiend|goed|modersmål|modersmål|flydende|flytande|morsmål|äidinkieli|ojczysty|biegły|zaawansowany|rodilý mluvčí|anadil|akıcı|родной|свободно|母语|流利|ネイティブ)"
)


def tongue_in(text: str) -> str | None:
    """The language a short text begins with, as printed; None when it names none.

    >>> tongue_in("English (C1)"), tongue_in("Native speaker of Danish"), tongue_in("Python")
    ('English', 'Danish', None)
    """
    text = text.strip(" ()[]•-–—:\t")
    phrase = _PHRASES.match(text)
    if phrase:
        return phrase.group(0)
    for word in re.findall(r"[^\W\d_]+", text)[:6]:
        if word.casefold() in _KNOWN:
            return str(word)
    return None
