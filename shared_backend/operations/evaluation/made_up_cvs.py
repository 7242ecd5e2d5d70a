"""CVs of invented people, as hard to write and read back as real ones: scripts, gaps, odd names, long lines."""

# ruff: noqa: E501 (tables of made-up data)

from __future__ import annotations

from shared_backend.domain.resume import Bullet, Extra, Job, Named, Profile, Study

Row = tuple[str, str, str, str, str, tuple[str, ...]]
_LONG = (
    "Rebuilt the weekly ordering of 1,140 lines from memory and paper lists into one shared sheet, agreed it with four "
    "department heads, trained the night crew to keep it and cut what was thrown away from 6.2% to 2.9% within a year"
)
_PLAIN = (
    "Kept two registers and the stock list",
    "Cut waste by 12% — without new equipment",
    "Trained 3 new colleagues; two still work there",
)


def made_up_cvs() -> tuple[Profile, ...]:
    """Thirty-nine profiles, always the same; the last three are in scripts that need fonts or setting of their own."""
    return (
        _cv("Ana-María Núñez O’Farrell", "Bakery manager", (
            ("Bakery Manager", "Corner Loaf Ltd", "Leeds, United Kingdom", "2021-03", "present", _PLAIN),
            ("Assistant Baker", "Corner Loaf Ltd", "Leeds, United Kingdom", "2019", "2021-02", ("Shaped 400 rolls before six",)),
            ("Apprentice", "Corner Loaf Ltd", "Leeds, United Kingdom", "2017-fall", "2019", ()),
        ), ("Sourdough", "HACCP", "Rota planning")),
        _cv("Jürgen Höß", "Leitender Buchhalter", (
            ("Leitender Buchhalter", "Müller & Söhne GmbH", "Köln, Deutschland", "2018-05", "present", ("Leitung der Abteilung mit fünf Personen und der Prüfung des Abschlusses", "Verkürzung des Abschlusses von neun auf vier Tage")),
            ("Buchhalter", "Rheinwerk AG", "Bonn", "2012-01", "2018-04", ("Pflege der Konten für den Vertrieb im Inland",)),
        ), ("SAP", "DATEV", "Excel"), languages=(Named("Deutsch", "Muttersprache"), Named("Englisch", "B2"))),
        _cv("Élodie Brûlé", "Chargée de projet", (
            ("Chargée de projet", "Ville de Saint-Étienne", "Saint-Étienne, France", "2020-09", "present", ("Suivi de 14 chantiers avec les services de la ville", "Rédaction des marchés pour une dépense de 2,3 M€")),
            ("Stagiaire", "Atelier du Gier", "Lyon", "2019-summer", "2019-summer", ("Dessin des plans de la place des Ursules",)),
        ), ("AutoCAD", "QGIS", "Marchés publics"), languages=(Named("Français", "langue maternelle"),)),
        _cv("Łukasz Żółć", "Magazynier", (
            ("Kierownik zmiany", "Magazyny Wschód Sp. z o.o.", "Białystok", "2019-11", "present", ("Praca z zespołem i odpowiedzialność za zmianę w magazynie",)),
            ("Magazynier", "Hurtownia Zając", "Ełk", "2015", "2019", ("Przyjmowanie dostaw oraz spis towaru na koniec roku",)),
        ), ("Wózek widłowy", "SAP WM"), languages=(Named("Polski", "ojczysty"), Named("Angielski", "B1"))),
        _cv("Ольга Петрова", "Аналитик данных", (
            ("Ведущий аналитик", "ООО Северный Ветер", "Мурманск", "2021-06", "present", ("Подготовка отчётов для совета и в срок", "Снижение ошибок на 18% по всем складам")),
            ("Аналитик", "Банк Заря", "Псков", "2017-winter", "2021-05", ("Проверка заявок от клиентов и на сайте",)),
        ), ("SQL", "Python", "Статистика"), languages=(Named("Русский", "родной"),)),
        _cv("Νίκος Παπαδάκης", "Electrician", (
            ("Electrician", "Ηλεκτρική Κρήτης", "Χανιά", "2016", "present", ("Wired 62 houses without a single failed inspection",)),
            ("Helper", "Δήμος Χανίων", "Χανιά", "2013-02", "2015-12", ()),
        ), ("Low voltage", "Solar")),
        _cv("Nguyễn Thị Minh Khai", "Software Engineer", (
            ("Software Engineer", "Sao Mai Technologies", "Đà Nẵng, Vietnam", "2022-01", "present", ("Moved 31 services to one pipeline", _LONG)),
            ("Intern", "Sao Mai Technologies", "Đà Nẵng, Vietnam", "2021-summer", "2021-fall", ("Wrote the tests nobody had wanted to write",)),
        ), ("Go", "C#", "C++", ".NET", "Node.js")),
        _cv("Tomás Ó Súilleabháin", "Chef", (
            ("Master of Ceremonies", "Baker, Cook & Partners", "Galway, Ireland", "2022", "present", ("Hosted 140 evenings",)),
            ("Sous Chef", "The Captain's Table", "Galway, Ireland", "2018-04", "2022", _PLAIN),
            ("Kitchen Porter", "Harbour Engineer Café", "Cork, Ireland", "2016-06", "2018-03", ("Washed up for 90 covers a night",)),
        ), ("Knife skills", "Menu costing", "Allergens, labelling and law")),
        _cv("Amina Diallo", "Volunteer coordinator", (
            ("Lead", "Engineer Without Borders Director Office", "Dakar, Senegal", "2019-01", "2020-01", ("Led 3 missions",)),
            ("Works with children", "Open School", "Thiès", "2015", "2018", ("Read aloud on Saturdays",)),
        ), ("First aid", "Wolof", "Budgets, reports", "Driving (category B)")),
        _cv("Chidi Okonkwo-Baptiste Montgomery-Featherstonehaugh III", "", (
            ("Senior Vice President of Operations, Logistics, Customer Care and Continuous Improvement", "International Consolidated Freight, Storage and Distribution Holdings (Europe) plc", "Newcastle upon Tyne, United Kingdom", "2015-02", "present", (_LONG, _LONG.replace("weekly", "monthly"))),
            ("Manager", "A", "", "2010", "2015-01", ("Ran A",)),
        ), ("Negotiation",)),
        _cv("Sam Poe", "Odd jobs", tuple(
            (f"Picker, line {n}", f"Orchard {n} of Kent", "Maidstone, Kent", f"{2004 + n}-0{1 + n % 9}", f"{2005 + n}-0{1 + n % 8}", (f"Picked {n + 3}0 crates a day in season {n}", *_PLAIN, _LONG))
            for n in range(14, 0, -1)
        ), ("Ladders", "Grafting")),
        _cv("Rosa Klein", "Seamstress", (
            ("Seamstress", "Own workshop", "Ghent, Belgium", "", "", ("Alters about 20 pieces a week",)),
            ("Tailor", "Maison Claes", "Ghent, Belgium", "", "", ("Cut patterns for 4 stage productions",)),
        ), ("Pattern cutting", "Invisible mending")),
        _cv("Kofi Mensah", "Driver", (
            ("Driver", "", "Accra, Ghana", "2019", "present", ("Drove 210,000 km without a claim",)),
            ("", "Tema Port Services Ltd", "Tema, Ghana", "2012-10", "2018", ("Loaded ships by night",)),
            ("Ferryman", "", "", "", "", ("Crossed the Volta twice an hour",)),
        ), ("HGV", "Route planning | night", "Twi")),
        _cv("Bea Lund", "", (), ("Typing", "Telephone", "Filing"), languages=(Named("Dansk", "modersmål"), Named("English", "fluent"))),
        _cv("Wim van den Berg", "Projectleider", (
            ("Projectleider", "Gemeente Zeewolde", "Zeewolde, Nederland", "2020-02", "present", ("Leiding van een team voor het beheer van de dijken", "Overleg met de bewoners bij het plan")),
            ("Werkvoorbereider", "Bouwbedrijf De Jong B.V.", "Utrecht", "2016-08", "2020-01", ("Planning van de bouw op drie locaties",)),
        ), ("MS Project", "GIS")),
        _cv("Giulia D'Angelo", "Responsabile qualità", (
            ("Responsabile qualità", "Ceramiche dell'Adige S.r.l.", "Verona, Italia", "2017-03", "present", ("Riduzione degli scarti del 30% con il controllo di fine linea",)),
            ("Addetta al controllo", "Vetreria Bassi", "Mantova", "2013", "2017", ("Gestione dei campioni per il laboratorio",)),
        ), ("ISO 9001", "Six Sigma")),
        _cv("Inês Conceição", "Enfermeira", (
            ("Enfermeira", "Hospital de São Gonçalo", "Braga, Portugal", "2018-09", "present", ("Cuidados a 12 pessoas por turno na unidade", "Formação dos colegas em triagem")),
            ("Estagiária", "Centro de Saúde da Foz", "Porto, Portugal", "2017-spring", "2018-summer", ()),
        ), ("Triagem", "Suporte avançado de vida")),
        _cv("Åsa Öberg", "Projektledare", (
            ("Projektledare", "Norrlands Vatten AB", "Umeå, Sverige", "2019-10", "present", ("Ansvar för budget och plan med fem kommuner",)),
            ("Ingenjör", "Skellefte Energi AB", "Skellefteå, Sverige", "2014-01", "2019-09", ("Drift av tre verk som levererar till staden",)),
        ), ("AutoCAD", "Upphandling")),
        _cv("Max *Bold* Power", "=SUM(A1)", (
            ("Engineer | Consultant", "Smith - Jones; Partners @ Law", "Austin, TX", "2020-01", "2021-01", ("# not a heading", "=HYPERLINK(\"http://example.com\")", "<script>alert(1)</script> & <b>bold</b>", "- – minus 5% · dots | pipes $x$ `code` ~~no~~")),
            ("Clerk at Law", "Summit at Dawn", "Denver, CO", "2018", "2019", ("1. First\n2. Second", "[link](http://example.com) ![img](x) :smile:", "Tab\tand   spaces")),
        ), ("C | Rust", "R&D", "A/B testing", "snake_case", "C, embedded", "TCP/IP")),
        _cv("Priya S. K. Iyer", "Data lead", (
            ("Data Lead", "Kaveri Analytics Pvt Ltd", "Chennai, India", "2020-04", "present", ("Experience", "Skills", "Education")),
            ("Analyst", "Kaveri Analytics Pvt Ltd", "Chennai, India", "2018-04", "2020-03", ("From Jan 2019 to Mar 2019 built the ledger in 3 months", "Worked 2018 – 2019 on migration")),
            ("Analyst", "Kaveri Analytics Pvt Ltd", "Chennai, India", "2014", "2018-03", ("Same title twice, other dates",)),
        ), ("Python", "dbt", "Looker")),
        _cv("Lee Park", "Designer", (
            ("Art Director", "Expo 2020 Pavilion", "Seoul, South Korea", "2018-10", "2020-05", ("Drew the plan for 2021",)),
            ("Designer", "Studio 54b", "Busan", "1998", "2004-12", ("Made posters",)),
            ("Assistant", "1984 Books", "", "1996-03", "1998", ()),
        ), ("Figma", "InDesign")),
        Profile(name="Noor Haddad", email="noor@example.org", summary="Looking for a first job after school. Likes exact work and early mornings.",
                studies=(Study("s1", "Northside High School", "High School Diploma", "", "2019", "2023"),), skills=("Excel", "French")),
        _cv("Dilek Öztürk", "Mağaza müdürü", (
            ("Mağaza müdürü", "Yıldız Tekstil A.Ş.", "İzmir, Türkiye", "2020-07", "present", ("Sekiz kişilik ekip ile satış",)),
            ("Satış danışmanı", "Güneş Optik", "Çeşme", "2016", "2020", ()),
        ), ("Stok", "Kasa")),
        _cv("Ágnes Szőke", "Laboratory technician", (
            ("Laboratory Technician", "Tűzkő Gyógyszer Kft.", "Győr, Hungary", "2015-03", "present", ("Ran 80 assays a day",)),
            ("Intern", "Tűzkő Gyógyszer Kft.", "Győr, Hungary", "2014-spring", "2014-fall", ("Labelled 4,000 samples",)),
        ), ("HPLC", "GMP", "pH / conductivity")),
        _cv("Jiří Dvořák", "Welder", (
            ("WELDER", "KOVO DVŮR S.R.O.", "BRNO", "2011-09", "2024-01", ("WELDED 300 FRAMES A MONTH",)),
            ("HELPER", "KOVO DVŮR S.R.O.", "BRNO", "2009", "2011-08", ("CARRIED STEEL",)),
        ), ("MIG", "TIG")),
        _cv("mikko lehtonen", "ux designer", (
            ("ux designer", "pieni paja oy", "oulu", "2021-10", "present", ("drew 40 screens",)),
            ("freelance illustrator", "various clients", "", "2017", "present", ("drew covers for two novels",)),
        ), ("figma", "procreate")),
        _cv("Ștefan Țurcanu", "Teacher", (
            ("Teacher (part-time)", "Școala Nr. 7", "Iași, Romania", "2019-09", "2021-06", ("Taught 5 classes",)),
            ("Director 2019–2020 Programme", "Year 2000 Foundation", "Cluj, Romania", "2018-02", "2019-08", ("Planned for 2020",)),
            ("Monitor", "3M", "Iași, Romania", "2016", "2016", ("Watched 12 lines",)),
        ), ("Maths", "Romanian sign language")),
        _cv("Gwen ap Rhys", "Shift lead", (
            ("Shift Lead", "7-Eleven", "Cardiff, Wales", "2022-12", "present", ("Opened at five",)),
            ("Cashier", "1&1 Corner", "Cardiff, Wales", "2021-12", "2022-12", ("Closed at one",)),
            ("Steward", "The", "Cardiff, Wales", "2021-06", "2021-06", ()),
        ), ("Tills", "First aid")),
        _cv("Dr. Ruth Abara", "Lecturer", (
            ("Lecturer in Statistics", "University of Accra, Department of Mathematics", "Accra, Ghana", "2017-10", "present", ("Teaches 220 students a year", "Supervises 4 doctoral students")),
            ("Postdoctoral Fellow", "Institut für Stochastik, Universität Freiburg", "Freiburg, Germany", "2015-01", "2017-09", (_LONG,)),
        ), ("R", "LaTeX", "Teaching")),
        _cv("Marcus J. Webb", "Logistics sergeant", (
            ("Sergeant First Class", "U.S. Army", "Fort Liberty, NC", "2012-06", "2022-06", ("Moved $4.2M of equipment without loss", "Led 34 soldiers")),
            ("Warehouse Associate", "Amber Depot, Inc.", "Tulsa, OK", "2010-01", "2012-05", ("Picked 110 lines an hour",)),
        ), ("Convoy planning", "Forklift (Class II)", "OSHA 30")),
        _cv("Yara Haddad", "Consultant", tuple(
            ("Consultant", "Same Name Partners", "Paris, France", start, end, (f"Assignment from {start}",))
            for start, end in (("2023-02", "present"), ("2021-02", "2023-01"), ("2021-01", "2022-06"), ("2018", "2020"), ("2016-summer", "2017-winter"))
        ), ("Arabic law", "French law")),
        _cv("Ben Ó Briain", "Musician", (
            ("Violin", "Orchestra of the West", "Galway, Ireland", "2014", "present", ("Played 60 concerts a season",)),
            ("Barista", "Barista", "Galway, Ireland", "2012-05", "2014", ("Made coffee",)),
            ("Present", "Present & Correct", "London, United Kingdom", "2011", "2012", ("Wrapped presents until now",)),
        ), ("Violin", "Viola")),
        _cv("Tove Lind", "Nurse", (
            ("Nurse, Ward 4", "St. Göran's Hospital, Stockholm", "Stockholm, Sweden", "2019-05", "present", ("Cared for 8 patients a shift; led handover",)),
            ("Care Assistant - Nights", "Home/Hem AB", "Solna, Sweden", "2015-01", "2019-04", ("Lifted, washed, listened",)),
        ), ("Triage", "I.V. therapy", "Lifting: safe handling")),
        _cv("Ezra Cole", "Gardener", (("Gardener", "Kew Terrace Residents", "London, United Kingdom", "1999", "2023-09", ()),), ("Pruning",)),
        _cv("Hana Kimura", "Translator", (
            ("Translator, English–Japanese", "Freelance", "Remote", "2016-04", "present", ("Translated 3 novels and 41 manuals",)),
            ("Interpreter at Court", "Ministry of Justice", "Osaka, Japan", "2012-04", "2016-03", ("Interpreted at 210 hearings",)),
        ), ("MTPE", "Trados Studio 2022", "Subtitling")),
        _cv("Lou Reis", "Analyst", (
            ("Analyst", "Northwind", "Boston, MA", "2022-01", "2022-01", ("One month only",)),
            ("Analyst", "Southwind", "Boston, MA", "2021-05", "", ("End not written",)),
            ("Analyst", "Eastwind", "Boston, MA", "", "2020-04", ("Beginning not written",)),
        ), ("SQL (expert)", "Tableau: 5 years", "Excel")),
        _cv("王小明", "软件工程师", (
            ("软件工程师", "华光科技公司", "上海", "2019-07", "present", ("把支付延迟从 840 毫秒降到 190 毫秒",)),
            ("实习生", "江城银行", "武汉", "2018", "2019", ("整理了 900 份表格",)),
        ), ("Python", "数据库", "测试")),
        _cv("ليلى حداد", "مهندسة برمجيات", (
            ("مهندسة برمجيات", "شركة النور", "عمّان", "2020-01", "present", ("قادت فريقا من خمسة",)),
            ("متدربة", "بنك الأردن", "إربد", "2018", "2019", ()),
        ), ("جافا", "SQL")),
        _cv("נועה כהן", "מורה", (
            ("מורה", "בית ספר יסודי אלון", "חיפה", "2015-09", "present", ("לימדה 5 כיתות",)),
        ), ("הוראה", "Excel")),
    )  # fmt: skip


def _cv(
    name: str, headline: str, jobs: tuple[Row, ...], skills: tuple[str, ...], languages: tuple[Named, ...] = ()
) -> Profile:
    """A profile with the same frame around other contents."""
    return Profile(
        name=name,
        headline=headline,
        email="someone.else@example.com",
        phone="+44 7700 900143",
        location="Leeds, United Kingdom",
        links=("linkedin.com/in/someone-example",),
        summary=""
        if len(jobs) > 5
        else "Does what was agreed, says early when it will not be done, and leaves the place tidier than before.",
        jobs=tuple(
            Job(
                f"job{n}",
                employer,
                title,
                start,
                end,
                place,
                tuple(Bullet(f"job{n}.{m}", b) for m, b in enumerate(bullets)),
            )
            for n, (title, employer, place, start, end, bullets) in enumerate(jobs)
        ),
        studies=(
            Study("study1", "University of Leeds", "BSc", "Food Science", "2009", "2012"),
            Study(
                "study2",
                "Kirkgate College",
                "Diploma",
                "Book-keeping",
                "",
                "2008-06",
                "Leeds, United Kingdom",
                ("With distinction",),
            ),
        ),
        skills=skills,
        certifications=(Named("First Aid at Work", "St John, 2022"),),
        languages=languages,
        extras=(
            Extra("Volunteering", ("Food bank driver on Saturdays", "Reads to children")),
            Extra("Hutspot", ("Own heading",)),
        )
        if len(jobs) == 2
        else (),
    )
