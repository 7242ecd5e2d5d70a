"""Invented people whose CVs are printed by `cv_layouts` and `cv_producers`; what is printed is the known truth."""

# ruff: noqa: E501 (tables of test data)

from __future__ import annotations

from dataclasses import dataclass

Job = tuple[str, str, str, str, str, tuple[str, ...]]
Study = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Person:
    """Jobs are (title, employer, place, start, end, bullets); studies (degree, subject, institution, start, end).

    Dates are "YYYY-MM", "YYYY", "present" or a season such as "Summer 2015".
    """

    name: str
    headline: str
    email: str
    phone: str
    place: str
    links: tuple[str, ...]
    summary: str
    jobs: tuple[Job, ...]
    studies: tuple[Study, ...]
    skills: tuple[str, ...]
    certificates: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    headings: tuple[str, ...]
    present: str = "Present"


EN = ("Summary", "Work Experience", "Education", "Skills", "Certifications", "Languages")
NURSE = Person(
    "Amara Okafor-Lindqvist", "Registered Nurse", "amara.okafor@example.com", "(312) 555-0163", "Chicago, IL",
    ("linkedin.com/in/amara-okafor-example",),
    "Registered nurse with nine years in intensive care and recovery rooms. Known for calm handovers and complete charts.",
    (
        ("Charge Nurse, Surgical ICU", "Lakeshore Memorial Hospital", "Chicago, IL", "2020-02", "present",
         ("Coordinate twelve nurses on night shift across an eighteen-bed unit", "Cut central-line infections by 38% with a daily checklist")),
        ("Staff Nurse", "Lakeshore Memorial Hospital", "Chicago, IL", "2017-08", "2020-01",
         ("Cared for two ventilated patients a shift", "Trained nine new graduates during their residency")),
        ("Nursing Assistant", "Evergreen Care Home", "Evanston, IL", "2015-06", "2017-07", ("Assisted fourteen residents with daily living",)),
    ),
    (("Bachelor of Science", "Nursing", "Prairie State University", "2013", "2017"),),
    ("Ventilator management", "Epic", "Triage", "Wound care", "Patient education", "Telemetry"),
    (("CCRN", "2021"), ("Advanced Cardiac Life Support", "2024")),
    (("English", "native"), ("Igbo", "conversational")),
    EN,
)  # fmt: skip
DEVELOPER = Person(
    "Jonas Weidenfeld", "Softwareentwickler", "jonas.weidenfeld@example.org", "+49 151 5550 0142", "Leipzig, Deutschland",
    ("github.com/weidenfeld-example", "weidenfeld.example.org"),
    "Softwareentwickler mit sieben Jahren Erfahrung in Handel und Logistik. Ich schreibe lieber weniger Code, der lange hält.",
    (
        ("Senior Softwareentwickler", "Nordlicht Handel GmbH", "Leipzig", "2021-04", "present",
         ("Leitung der Umstellung von 40 Diensten auf Kubernetes", "Verkürzung der Bestellzeit von 900 auf 210 Millisekunden")),
        ("Softwareentwickler", "Elbtal Logistik AG", "Dresden", "2017-10", "2021-03",
         ("Entwicklung einer Routenplanung für 300 Fahrzeuge in Java", "Einführung automatischer Tests mit JUnit")),
        ("Werkstudent", "Sachsenwerk Maschinenbau GmbH", "Chemnitz", "2015-03", "2017-09", ("Pflege der internen Zeiterfassung in PHP",)),
    ),
    (("Master of Science", "Informatik", "Technische Universität Erzgebirge", "2015-10", "2017-09"),
     ("Bachelor of Science", "Informatik", "Hochschule Saaletal", "2012-10", "2015-09")),
    ("Java", "Kotlin", "Spring Boot", "PostgreSQL", "Kubernetes", "Go"),
    (("Certified Kubernetes Application Developer", "2022"),),
    (("Deutsch", "Muttersprache"), ("Englisch", "C1")),
    ("Profil", "Berufserfahrung", "Ausbildung", "Kenntnisse", "Zertifikate", "Sprachen"),
    "heute",
)  # fmt: skip
TEACHER = Person(
    "Clémence Delaunay", "Professeure de mathématiques", "clemence.delaunay@example.fr", "+33 6 39 98 01 42", "Nantes, France",
    ("linkedin.com/in/clemence-delaunay-example",),
    "Professeure de mathématiques en lycée depuis onze ans. J'aime les problèmes ouverts et les élèves qui posent des questions.",
    (
        ("Professeure de mathématiques", "Lycée Jules-Ferrand", "Nantes", "2016-09", "present",
         ("Encadrement d'un club de programmation de 24 élèves", "Coordination des examens blancs pour six classes")),
        ("Professeure stagiaire", "Collège des Tilleuls", "Rennes", "2014-09", "2016-08", ("Enseignement à quatre classes de cinquième",)),
    ),
    (("Master", "Enseignement des mathématiques", "Université de Bretagne Sud-Loire", "2012", "2014"),
     ("Licence", "Mathématiques", "Université de la Vilaine", "2009", "2012")),
    ("GeoGebra", "Python", "LaTeX", "Pédagogie différenciée", "Gestion de classe"),
    (),
    (("Français", "langue maternelle"), ("Anglais", "B2"), ("Breton", "notions")),
    ("Profil", "Expérience professionnelle", "Formation", "Compétences", "Certifications", "Langues"),
    "aujourd'hui",
)  # fmt: skip
ACCOUNTANT = Person(
    "Lucía Fernández Robledo", "Contable", "lucia.robledo@example.es", "+34 600 000 142", "Valencia, España",
    ("linkedin.com/in/lucia-robledo-example",),
    "Contable con doce años de experiencia en empresas medianas. Cierro el mes en cuatro días y explico cada diferencia.",
    (
        ("Jefa de contabilidad", "Azulejos Mediterráneo S.A.", "Valencia", "2019-01", "present",
         ("Dirección de un equipo de cinco personas", "Reducción del cierre mensual de nueve a cuatro días")),
        ("Contable", "Cítricos del Turia S.L.", "Alzira", "2013-05", "2018-12", ("Conciliación de 1.200 facturas al mes",)),
    ),
    (("Grado", "Administración de Empresas", "Universidad del Levante", "2008", "2012"),),
    ("SAP", "Excel", "Contabilidad analítica", "Impuestos", "Power BI"),
    (),
    (("Español", "nativo"), ("Inglés", "B2")),
    ("Perfil profesional", "Experiencia laboral", "Formación académica", "Competencias", "Certificaciones", "Idiomas"),
    "actualidad",
)  # fmt: skip
MACHINIST = Person(
    "Darnell Whitcombe", "CNC Machinist", "d.whitcombe@example.net", "(216) 555-0178", "Cleveland, OH",
    (),
    "CNC machinist who sets up, runs and repairs five-axis mills. Fifteen years without a lost-time injury.",
    (
        ("Lead Machinist", "Cuyahoga Precision Parts, Inc.", "Cleveland, OH", "2018", "present",
         ("Program and set up four Haas and two Mazak mills", "Hold tolerances of 0.0005 in on turbine blades")),
        ("CNC Operator", "Ashtabula Tool & Die", "Ashtabula, OH", "2012", "2018", ("Ran three lathes on second shift", "Wrote the setup sheets still used today")),
        ("Apprentice", "Ashtabula Tool & Die", "Ashtabula, OH", "2009", "2012", ("Completed 8,000 hours of shop training",)),
    ),
    (("Associate of Applied Science", "Manufacturing Technology", "Lake Erie Community College", "2009", "2011"),),
    ("Mastercam", "GD&T", "Fanuc controls", "Surface grinding", "Blueprint reading"),
    (("NIMS Machining Level II", "2014"), ("OSHA 10-Hour", "2012")),
    (),
    ("Objective", "Employment History", "Education & Training", "Areas of Expertise", "Licenses and Certifications", "Languages"),
)  # fmt: skip
PRODUCT = Person(
    "Priya Raghunathan", "Senior Product Manager", "priya.r@example.com", "+44 7700 900188", "London, United Kingdom",
    ("linkedin.com/in/priya-raghunathan-example", "priyawrites.example.com"),
    "Product manager for payments and identity. Twelve launches, two of which should not have happened; I can explain both.",
    (
        ("Senior Product Manager", "Fenchurch Payments Ltd", "London", "2021-06", "present",
         ("Own the onboarding product used by 4,100 merchants", "Raised completed applications from 54% to 71% in three quarters")),
        ("Product Manager", "Fenchurch Payments Ltd", "London", "2018-09", "2021-05", ("Launched refunds by link in nine countries",)),
        ("Business Analyst", "Harrow & Pike Consulting", "Birmingham", "2015-07", "2018-08", ("Wrote the rules for 60 credit decisions", "Ran workshops with four banks")),
        ("Intern", "Tamil Arts Museum", "Chennai, India", "Summer 2014", "Summer 2014", ("Catalogued 900 photographs",)),
    ),
    (("MSc", "Information Systems", "Thames Metropolitan University", "2014", "2015"), ("B.Tech.", "Electronics", "Coromandel Institute of Technology", "2010", "2014")),
    ("Roadmapping", "SQL", "Figma", "A/B testing", "Stakeholder management", "OAuth 2.0"),
    (("Certified Scrum Product Owner", "2019"),),
    (("English", "fluent"), ("Tamil", "native"), ("Hindi", "intermediate")),
    ("About me", "Career History", "Academic Background", "Core Competencies", "Certificates", "Languages"),
)  # fmt: skip
DESIGNER = Person(
    "Sanne de Wit", "UX Designer", "sanne.dewit@example.nl", "+31 6 5550 0177", "Utrecht, Nederland",
    ("sannedewit.example.nl",),
    "Ontwerper van overheidsdiensten die iedereen kan gebruiken. Ik begin bij de mensen die het formulier invullen.",
    (
        ("UX Designer", "Gemeente Vechtdal", "Utrecht", "2019-03", "present",
         ("Ontwerp van 14 formulieren met 30% minder vragen", "Toegankelijkheid getest met 40 gebruikers")),
        ("Grafisch ontwerper", "Studio Lantaarn", "Amsterdam", "2014-02", "2019-02", ("Huisstijl voor drie musea",)),
    ),
    (("Bachelor", "Communicatie en Multimedia Design", "Hogeschool Rijnmond", "2010", "2014"),),
    ("Figma", "Toegankelijkheid", "Gebruikersonderzoek", "HTML", "CSS"),
    (),
    (("Nederlands", "moedertaal"), ("Engels", "vloeiend"), ("Duits", "B1")),
    ("Profiel", "Werkervaring", "Opleiding", "Vaardigheden", "Certificaten", "Talen"),
    "heden",
)  # fmt: skip
PEOPLE = (NURSE, DEVELOPER, TEACHER, ACCOUNTANT, MACHINIST, PRODUCT, DESIGNER)
