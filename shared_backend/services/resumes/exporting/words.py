"""The words an export adds to a CV (headings, seasons, "present"), in the language its owner writes in."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from shared_backend.domain.resume import Profile

Heading = Literal["summary", "work", "education", "skills", "certifications", "languages"]
SEASONS = ("spring", "summer", "fall", "winter")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DEFAULT = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around the words of the owner.

    `seasons` are in the order of `SEASONS`; `labels` stand before a title, an employer and a place where a layout
    alone does not say which is which. Months are written as numbers where `months` is empty.
    """

    name: str
    summary: str
    work: str
    education: str
    skills: str
    certifications: str
    languages: str
    present: str
    seasons: tuple[str, str, str, str]
    labels: tuple[str, str, str]
    common: str
    months: tuple[str, ...] = ()

    def heading(self, kind: Heading) -> str:
        """The heading of a section."""
        return str(getattr(self, kind))


LANGUAGES = {
    "en": Words(
        "English", "Summary", "Work experience", "Education", "Skills", "Certifications", "Languages", "Present",
        ("Spring", "Summer", "Fall", "Winter"), ("Job title", "Employer", "Location"),
        "the and of for with to in a by on from at", _MONTHS,
    ),
    "de": Words(
        "Deutsch", "Profil", "Berufserfahrung", "Ausbildung", "Kenntnisse", "Zertifikate", "Sprachen", "heute",
        ("Frühling", "Sommer", "Herbst", "Winter"), ("Position", "Arbeitgeber", "Ort"),
        "der die das und von für mit den im zur einer eines auf ich",
    ),
    "fr": Words(
        "Français", "Profil", "Expérience professionnelle", "Formation", "Compétences", "Certifications", "Langues",
        "aujourd'hui", ("Printemps", "Été", "Automne", "Hiver"), ("Poste", "Employeur", "Lieu"),
        "le la les et des du pour une un dans avec aux sur par",
    ),
    "es": Words(
        "Español", "Perfil", "Experiencia laboral", "Formación académica", "Competencias", "Certificaciones",
        "Idiomas", "actualidad", ("Primavera", "Verano", "Otoño", "Invierno"), ("Puesto", "Empresa", "Lugar"),
        "el los las y del con para una por al que en",
    ),
    "it": Words(
        "Italiano", "Profilo", "Esperienze lavorative", "Istruzione", "Competenze", "Certificazioni", "Lingue", "oggi",
        ("Primavera", "Estate", "Autunno", "Inverno"), ("Posizione", "Datore di lavoro", "Luogo"),
        "il gli e di della delle del con per una nel dei che",
    ),
    "pt": Words(
        "Português", "Resumo", "Experiência profissional", "Formação acadêmica", "Competências", "Certificações",
        "Idiomas", "atual", ("Primavera", "Verão", "Outono", "Inverno"), ("Cargo", "Empresa", "Local"),
        "o os as e do da dos das com para uma em no na",
    ),
    "nl": Words(
        "Nederlands", "Profiel", "Werkervaring", "Opleiding", "Vaardigheden", "Certificaten", "Talen", "heden",
        ("Lente", "Zomer", "Herfst", "Winter"), ("Functie", "Werkgever", "Plaats"),
        "het een van voor en met de bij naar die op ik",
    ),
    "sv": Words(
        "Svenska", "Profil", "Arbetslivserfarenhet", "Utbildning", "Kompetenser", "Certifikat", "Språk", "nuvarande",
        ("Vår", "Sommar", "Höst", "Vinter"), ("Befattning", "Arbetsgivare", "Ort"),
        "och att som för med på av till ett jag den",
    ),
    "pl": Words(
        "Polski", "Podsumowanie", "Doświadczenie zawodowe", "Wykształcenie", "Umiejętności", "Certyfikaty", "Języki",
        "obecnie", ("Wiosna", "Lato", "Jesień", "Zima"), ("Stanowisko", "Pracodawca", "Miejsce"),
        "i w z na do oraz się dla przez od",
    ),
    "ru": Words(
        "Русский", "Профиль", "Опыт работы", "Образование", "Навыки", "Сертификаты", "Языки", "настоящее время",
        ("Весна", "Лето", "Осень", "Зима"), ("Должность", "Работодатель", "Место"),
        "и в на с для по из от к до",
    ),
}  # fmt: skip


def language_of(profile: Profile) -> str:
    """The language the sentences of a CV are written in, by its commonest small words; English when nothing says.

    >>> language_of(Profile(summary="Leitung der Abteilung und Betreuung von Kunden mit Erfahrung im Handel"))
    'de'
    >>> language_of(Profile())
    'en'
    """
    text = " ".join([profile.summary, profile.headline, *(bullet.text for _, bullet in profile.bullets())])
    counts = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    scores = {code: sum(counts[word] for word in words.common.split()) for code, words in LANGUAGES.items()}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] > scores[DEFAULT] else DEFAULT


def printed_date(date: str, words: Words) -> str:
    """One date of a profile, no more exact than it is.

    >>> [printed_date(d, LANGUAGES["en"]) for d in ("2020-03", "2020", "2020-summer", "present", "")]
    ['Mar 2020', '2020', 'Summer 2020', 'Present', '']
    >>> printed_date("2020-03", LANGUAGES["de"])
    '03/2020'
    """
    if date == "present":
        return words.present
    year, _, part = date.partition("-")
    if part in SEASONS:
        return f"{words.seasons[SEASONS.index(part)]} {year}"
    if part:
        return f"{words.months[int(part) - 1]} {year}" if words.months else f"{part}/{year}"
    return year


def printed_range(start: str, end: str, words: Words) -> str:
    """From one date to another; a single date when the other is not written or the same.

    >>> printed_range("2020-03", "present", LANGUAGES["en"])
    'Mar 2020 – Present'
    >>> printed_range("", "2012", LANGUAGES["en"])
    '2012'
    """
    found = [printed_date(date, words) for date in dict.fromkeys((start, end)) if date]
    return " – ".join(found)
