"""Month names, seasons and words for "until now" in the languages CVs are written in."""
# ruff: noqa: E501 (lists of words)

from __future__ import annotations

_MONTHS = """
1 january jan january. januar jänner janvier janv enero ene gennaio gen janeiro januari januari styczeń stycznia sty
1 leden ledna tammikuu ocak январь января янв ianuarie tháng_1
2 february feb febr februar février févr fév febrero febbraio fevereiro fev februari luty lutego únor února helmikuu şubat
2 февраль февраля фев februarie
3 march mar märz mrz maerz mars marzo março maart mrt marts marzec marca březen března maaliskuu mart март марта martie
4 april apr avril avr abril abr aprile kwiecień kwietnia kwi duben dubna huhtikuu nisan апрель апреля апр aprilie
5 may mai mayo maggio mag maio mei maj majus květen května toukokuu mayıs май мая
6 june jun juni juin junio giugno giu junho czerwiec czerwca cze červen června kesäkuu haziran июнь июня iunie
7 july jul juli juillet juil julio luglio lug julho lipiec lipca lip červenec července heinäkuu temmuz июль июля iulie
8 august aug août aout agosto ago augustus augusti sierpień sierpnia sie srpen srpna elokuu ağustos август августа авг
9 september sep sept septembre septiembre settembre set setembro wrzesień września wrz září syyskuu eylül сентябрь
9 сентября сен septembrie
10 october oct oktober okt octobre octubre ottobre ott outubro out październik października paź říjen října lokakuu
10 ekim октябрь октября окт octombrie
11 november nov novembre noviembre novembro listopad listopada lis marraskuu kasım ноябрь ноября ноя noiembrie
12 december dec dezember dez décembre déc diciembre dic dicembre dezembro desember des grudzień grudnia gru prosinec
12 prosince joulukuu aralık декабрь декабря дек decembrie
"""


def _table() -> dict[str, int]:
    table: dict[str, int] = {}
    for row in _MONTHS.split("\n"):
        number, *names = row.split() or ["0"]
        table.update({name.replace("_", " ").rstrip("."): int(number) for name in names})
    return table


MONTHS = _table()
SEASONS = {
    **dict.fromkeys(
        ("spring", "frühling", "frühjahr", "printemps", "primavera", "lente", "vår", "forår", "wiosna", "весна"), (3, 5)
    ),
    **dict.fromkeys(
        ("summer", "sommer", "été", "verano", "estate", "verão", "zomer", "sommar", "lato", "лето"), (6, 8)
    ),
    **dict.fromkeys(
        ("fall", "autumn", "herbst", "automne", "otoño", "autunno", "outono", "herfst", "höst", "jesień", "осень"),
        (9, 11),
    ),
    **dict.fromkeys(("winter", "hiver", "invierno", "inverno", "vinter", "zima", "зима"), (12, 2)),
}
PRESENT = (
    "present|to date|today|now|current|currently|ongoing|till date|to-date|heute|laufend|aktuell|jetzt|"
    "aujourd['’]hui|présent|present day|actuel|en cours|à ce jour|actualidad|presente|actual|hoy|la fecha|oggi|attuale|in corso|"
    "hoje|atual|o momento|heden|nu|nåværende|nuvarande|pågående|dags dato|i dag|nå|nykyinen|obecnie|teraz|současnost|"
    "dosud|halen|günümüz|devam ediyor|настоящее время|наст\\. время|н\\.в\\.|hiện tại|nay|至今|现在|現在|目前|현재|prezent"
)
SINCE = "since|from|seit|ab|depuis|desde|dal|da|sinds|vanaf|sedan|siden|od|с|từ|à partir de"
TO = "to|until|till|through|thru|bis|à|au|jusqu['’]à|jusqu['’]en|a|al|hasta|fino a|até|tot|t/m|til|till|do|по|đến|and"
