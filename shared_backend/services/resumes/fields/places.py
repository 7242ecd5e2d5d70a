"""Towns, states and countries, as far as their printed form shows them."""
# ruff: noqa: E501 (lists of words)

from __future__ import annotations

import re

from shared_backend.services.resumes.fields.words import SCHOOL

_COUNTRIES = (
    "USA|U\\.S\\.A\\.|US|United States|UK|U\\.K\\.|United Kingdom|England|Scotland|Wales|Northern Ireland|Ireland|Canada|Australia|New Zealand|Germany|Deutschland|France|Spain|España|Italy|Italia|Portugal|"
    "Netherlands|The Netherlands|Nederland|Belgium|Belgique|België|Switzerland|Schweiz|Suisse|Austria|Österreich|Denmark|Danmark|Sweden|Sverige|Norway|Norge|Finland|Suomi|Iceland|Poland|Polska|"
    "Czech Republic|Czechia|Slovakia|Hungary|Romania|Bulgaria|Greece|Turkey|Türkiye|Russia|Ukraine|Estonia|Latvia|Lithuania|Croatia|Serbia|Slovenia|India|China|Japan|Korea|South Korea|"
    "Taiwan|Hong Kong|Singapore|Malaysia|Indonesia|Thailand|Vietnam|Philippines|Pakistan|Bangladesh|Sri Lanka|Nepal|Israel|Lebanon|Jordan|Egypt|Morocco|Maroc|Tunisia|Algeria|Nigeria|Ghana|Kenya|"
    "Ethiopia|Uganda|Tanzania|Rwanda|South Africa|Zimbabwe|Senegal|Cameroon|United Arab Emirates|UAE|U\\.A\\.E\\.|Qatar|Saudi Arabia|Kuwait|Bahrain|Oman|Iran|Iraq|Mexico|México|Brazil|Brasil|Argentina|Chile|"
    "Colombia|Peru|Perú|Ecuador|Venezuela|Bolivia|Uruguay|Paraguay|Costa Rica|Panama|Cuba|Dominican Republic|Jamaica|Trinidad and Tobago|Luxembourg|Malta|Cyprus"
)
_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC|PR|"
    "ON|QC|BC|AB|MB|SK|NS|NB|NL|PE|NSW|VIC|QLD|TAS|ACT|SP|RJ|MG|RS|BE|NL|DE|GB|FR|ES|IT|CH|AT|IE|IN|BW|BY|NRW"
)
_NAMED = (
    "Alabama|Alaska|Arizona|California|Colorado|Connecticut|Florida|Georgia|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Missouri|Montana|Nebraska|"
    "Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|"
    "Washington|West Virginia|Wisconsin|Wyoming|Ontario|Quebec|Québec|British Columbia|Alberta|Manitoba|Nova Scotia|Victoria|Queensland|New South Wales|Bavaria|Bayern|Karnataka|Maharashtra|Tamil Nadu|Norfolk|Kent|Essex"
)
_TOWN = r"(?:[A-ZÀ-ÝĀ-Ž'’][\w'’.-]+|[\u0100-\uFFFF]\w+|de|la|le|of|am|an der|sur|upon|do|da|den|der|s|Isle)"
REMOTE = re.compile(
    r"^(?:\(?\s*)(?:fully )?(?:remote|hybrid|home office|telework|worldwide|on-?site)(?:[\s,/(–-]+[\w .]+\)?)?\)?$",
    re.IGNORECASE,
)
_REGION = rf"(?:{_COUNTRIES}|{_NAMED}|(?:{_STATES})(?:\s+[\dA-Z]{{3,5}}(?:[- ]\w{{3,4}})?)?)"
_FULL = re.compile(
    rf"^(?:{_TOWN}(?:[ -]{_TOWN}){{0,4}})(?:\s*(?:\d{{4,6}}|[A-Z]{{1,2}}\d\w?\s?\d\w\w))?,\s*{_REGION}(?:,\s*{_REGION})?$"
)
_ALONE = re.compile(rf"^(?:{_COUNTRIES}|{_NAMED}|[A-Z][\w.]+(?: [A-Z][\w.]+)? (?:{_STATES})(?: \d{{4,5}})?)$")
_COUNTRY = re.compile(rf"^(?:{_COUNTRIES})$", re.IGNORECASE)
_TAIL = re.compile(
    rf"(?:^|,\s*|\s+[-–—|·•(]\s*)(?P<place>{_TOWN}(?:[ -]{_TOWN}){{0,3}},\s*{_REGION}(?:,\s*{_REGION})?)\)?$"
)
_CODE = re.compile(r"^(?:[A-Z]{1,3}-)?\d{4,5}\s+[A-ZÀ-Ý][\w-]+|\b[A-Z]{1,2}\d{1,2}[A-Z]?\s\d[A-Z]{2}$")


def is_place(text: str) -> bool:
    """True for "Austin, TX", "Antwerp, Belgium", "Remote" and countries.

    >>> is_place("Hồ Chí Minh City, Vietnam"), is_place("Remote (EU)"), is_place("Acme, Inc.")
    (True, True, False)
    """
    text = text.strip(" ()")
    return bool(
        (_FULL.match(text) and not _is_institution(text.partition(",")[0]))
        or _ALONE.match(text)
        or REMOTE.match(text)
        or (_CODE.search(text) and len(text) < 60)
    )


def _is_institution(text: str) -> bool:
    """ "University of Oslo" and "Leeds General Infirmary", not "College Station"."""
    named = SCHOOL.search(text) or re.search(r"\b(?:hospital|infirmary|clinic|ministry|laborator\w+)\b", text, re.I)
    return named is not None and not re.fullmatch(r"(?:College|University) (?:Station|Park|Place|Heights|City)", text)


def is_country(text: str) -> bool:
    """True for the name of a country."""
    return bool(_COUNTRY.match(text.strip(" ()")))


def split_place(text: str) -> tuple[str, str]:
    """A text and the place printed at its end, "" when there is none.

    >>> split_place("Tecolote Labs, San Antonio, TX")
    ('Tecolote Labs', 'San Antonio, TX')
    >>> split_place("Institute of Coastal Science, University of Jutland, Aarhus, Denmark")
    ('Institute of Coastal Science, University of Jutland', 'Aarhus, Denmark')
    >>> split_place("Postdoctoral Fellow, University of Oslo, Norway")
    ('Postdoctoral Fellow, University of Oslo', 'Norway')
    """
    found = _TAIL.search(text)
    if found is None:
        remote = re.search(r"^(?P<rest>.+?)\s*[,(–|·-]\s*(?P<place>(?:fully )?remote|hybrid)\)?$", text, re.IGNORECASE)
        return (remote.group("rest"), remote.group("place")) if remote else (text, "")
    place = found.group("place")
    town, comma, region = place.partition(", ")
    if comma and _is_institution(town):
        # "University of Oslo, Norway": only the country is the place.
        return text[: found.start("place")] + town, region
    return text[: found.start()].rstrip(" ,("), place
