"""Words that tell titles, employers, schools, degrees and places apart."""
# ruff: noqa: E501, SIM905 (lists of words)

from __future__ import annotations

import re
from functools import lru_cache

_TITLES = """
engineer developer programmer architect administrator admin manager director officer chief head president vp vice-president executive analyst
scientist researcher consultant specialist coordinator co-ordinator assistant associate intern trainee apprentice graduate technician mechanic
electrician plumber welder operator driver supervisor foreman lead leader nurse midwife doctor physician surgeon dentist pharmacist therapist
psychologist counsellor counselor social-worker carer caregiver aide teacher tutor lecturer professor fellow postdoc instructor trainer coach
librarian archivist curator designer illustrator artist photographer videographer editor writer copywriter journalist reporter translator
interpreter producer actor musician composer dancer chef cook baker barista bartender waiter waitress server host hostess receptionist secretary
clerk cashier accountant auditor bookkeeper controller treasurer actuary underwriter broker trader banker advisor adviser lawyer attorney
solicitor barrister paralegal judge notary agent representative rep salesperson seller associate buyer planner merchandiser marketer strategist
recruiter generalist partner owner founder co-founder freelancer contractor volunteer mentor guard officer firefighter paramedic soldier sergeant
captain lieutenant pilot steward stewardess attendant cleaner housekeeper janitor gardener farmer labourer laborer packer picker loader porter
carpenter joiner mason painter roofer machinist toolmaker fitter installer inspector surveyor estimator scheduler dispatcher buyer tester qa
sysadmin webmaster principal dean registrar playworker childminder nanny tester bricklayer journeyman master superintendent stylist hairdresser
beautician model stagehand student cadet member chair chairman secretary-general economist statistician biologist chemist physicist geologist
veterinarian optician radiographer sonographer phlebotomist hygienist dietitian nutritionist educator demonstrator proctor ta ra scrum-master
evangelist ambassador advocate handler crew warehouse-operative operative worker sommelier butler valet foreperson expert comptroller manageress
generalist liaison practitioner provider handyman custodian ranger deckhand boatswain mate purser usher conductor organist choreographer
entwickler entwicklerin ingenieur ingenieurin leiter leiterin mitarbeiter mitarbeiterin berater beraterin referent referentin sachbearbeiter
sachbearbeiterin kaufmann kauffrau werkstudent werkstudentin praktikant praktikantin geschäftsführer geschäftsführerin lehrer lehrerin
assistentin verkäufer verkäuferin techniker technikerin mechaniker mechanikerin elektriker krankenpfleger krankenschwester pflegefachkraft auszubildender auszubildende
projektleiter projektleiterin teamleiter teamleiterin abteilungsleiter softwareentwickler softwareentwicklerin aushilfe koch köchin architektin buchhalter buchhalterin
ingénieur ingénieure développeur développeuse chef cheffe responsable directeur directrice chargé chargée assistant assistante stagiaire
technicien technicienne vendeur vendeuse infirmier infirmière professeur professeure enseignant enseignante conseiller conseillère comptable
consultante gestionnaire analyste apprenti alternant formateur formatrice serveur serveuse cuisinier caissière
ingeniero ingeniera desarrollador desarrolladora jefe jefa gerente director directora analista asistente becario becaria técnico técnica
profesor profesora maestra maestro enfermero enfermera vendedor vendedora coordinador coordinadora administrativo administrativa consultor consultora encargado
encargada auxiliar camarero camarera contable abogado abogada programador diseñador diseñadora practicante
ingegnere sviluppatore sviluppatrice responsabile direttore direttrice impiegato impiegata tirocinante stagista insegnante infermiere infermiera
commessa commesso addetto addetta consulente tecnico ragioniere cuoco cameriere cameriera progettista
engenheiro engenheira desenvolvedor desenvolvedora coordenador coordenadora gerente estagiário estagiária assistente professora enfermeira vendedora
ontwikkelaar medewerker medewerkster directeur hoofd stagiair docent verpleegkundige adviseur projectleider verkoper leraar lerares beheerder
utvecklare ingenjör chef lärare sjuksköterska projektledare säljare ekonom handläggare praktikant ansvarig konsult tekniker assistent
udvikler ingeniør leder lærer sygeplejerske projektleder sælger rådgiver medarbejder konsulent utvikler sykepleier selger
inżynier programista programistka kierownik specjalista specjalistka dyrektor asystent asystentka nauczyciel nauczycielka pielęgniarka stażysta
księgowa księgowy sprzedawca doradca analityk koordynator
mühendis ontwerper geliştirici müdür uzman öğretmen stajyer инженер разработчик менеджер директор специалист аналитик программист стажер
工程师 经理 主管 总监 助理 实习生 教师 开发 顾问 エンジニア マネージャー 部長 課長
"""
TITLE_WORDS = frozenset(_TITLES.split())
_LEVELS = frozenset(
    "senior junior lead principal staff head deputy assistant chief interim acting freelance sr jr sr. jr. executive leitender stellvertretender".split()
)
_ORGS = frozenset(
    "inc inc. llc ltd ltd. limited plc gmbh ag kg co co. corp corp. corporation company group holding holdings university college school academy institute institut "
    "hospital clinic bank insurance society foundation trust council ministry department laboratories labs studio studios agency partners "
    "associates solutions systems services technologies technology software consulting consultants logistics industries international "
    "b.v. bv nv n.v. s.a. sa sas sarl s.r.l. srl s.p.a. spa s.l. sl oy ab a/s as aps sp. z.o.o. kft pty llp lp centre center church parish "
    "district county city state government army navy air-force restaurant hotel café cafe bakery kitchen store shop stores market markets "
    "media press magazine newspaper museum library theatre theater orchestra network cooperative co-op association union club "
    "universität hochschule schule klinikum krankenhaus verlag verein stadt université école lycée hôpital mairie universidad "
    "escuela instituto hospital ayuntamiento università scuola ospedale comune universidade escola universiteit hogeschool ziekenhuis "
    "gemeente universitet högskola sjukhus kommun kommune sygehus uniwersytet szpital szkoła yliopisto practice farm farms brothers bros "
    "works mutual savings grocers freight distribution healthcare health pharmacy dental data energy motors foods airlines airways 公司 大学 株式会社 集团 医院".split()
)
SCHOOL = re.compile(
    r"universi|colleg|\bschool|institut|academy|akademi|académi|academia|polytech|politec|politéc|hochschule|\bfh\b|\btu\b|école|ecole|lycée|escuela|facult|fakult|"
    r"gymnas|gimn|liceo|liceum|scuola|istituto|universit|instituto|escola|hogeschool|högskola|høgskole|højskole|skole\b|skola\b|schule\b|\bIUT\b|\bETH\b|\bMIT\b|\bIIT\b|"
    r"yliopisto|uniwersytet|szkoła|univerzita|üniversite|大学|学院|學院|대학|университет|институт|đại học|seminary|conservato|kolleg|\bUCLA\b|\bLSE\b|\btraining cent|\bISD\b|"
    r"\bBTS\b.*|sixth form|bootcamp|berufskolleg|\bhigh\b|\bacademie\b|\bensea\b",
    re.IGNORECASE,
)
_ABBREVIATIONS = (
    r"Ph\.?\s?D\.?|D\.?Phil\.?|Ed\.?D\.?|M\.?D\.?(?=\W|$)|J\.?D\.?(?=\W|$)|LL\.?[BM]\.?|D\.?D\.?S\.?|M\.?\s?Phil\.?|M\.?B\.?A\.?|M\.?Eng\.?|B\.?Eng\.?|"
    r"M\.?\s?Sc\.?|B\.?\s?Sc\.?|B\.?\s?A\.?(?=\W|$)|M\.?\s?A\.?(?=\W|$)|B\.S\.?N?\.?|BSN|MSN|BS(?=\W|$)|MS(?=\W|$)|M\.S\.?|A\.A\.S\.?|A\.A\.?|A\.S\.?|AAS(?=\W|$)|B\.?F\.?A\.?|M\.?F\.?A\.?|"
    r"B\.?\s?Com\.?|B\.?\s?Tech\.?|M\.?\s?Tech\.?|B\.?B\.?A\.?|M\.?P\.?H\.?|M\.?Ed\.?|B\.?Ed\.?|M\.?Res\.?|PGCE|PGDip|PG Dip|HND|HNC|GCSEs?|A[- ]?Levels?|GED|NVQ|BTEC|IB Diploma|"
    r"Dr\.\s?(?:rer|phil|med|ing)\.[\w. ]*|Dipl\.?-\w+\.?|B\.Mus\.?|M\.Mus\.?|B\.?Arch\.?|M\.?Arch\.?|cand\.\w+\.?|DUT|BTS|BUT|CAP|MBBS|Ll\.M\.|DNP|PharmD|Ed\.S\.|A2|AS(?=\W|$)|AA(?=\W|$)"
)
_NAMES = (
    r"(?:Associate|Bachelor|Master|Doctor|Doctorate|Licen[cs]e|Licenciatura|Licenciado|Licenciada|Laurea(?: magistrale| triennale)?|Grado|Máster|Mestrado|Bacharelado|Doutorado|Doctorat|Maîtrise|"
    r"Magister|Magistrát|Maestría|Doctorado|Diplôme|Diplom|Diploma|Certificate|Certificat|Zertifikat|Kandidat|Staatsexamen|Abitur|Fachabitur|Baccalauréat|Bachillerato|Maturità|Matura|Studentereksamen|Grunnutdanning|"
    r"Fachhochschulreife|Realschulabschluss|Promotion|Apprenticeship|Ausbildung|Lehre|Foundation Degree|High School Diploma|Secondary School|Leaving Certificate|Inżynier|Magisterium|Licencjat|Postgraduate Diploma|"
    r"Graduate Diploma|Higher National Diploma|Technical Diploma|Honours Degree|Vordiplom|Fachausbildung|Formación Profesional|Técnico Superior|"
    r"Candidate|Tohtori|Maisteri|Kandidaatti|Yüksek Lisans|Lisans|学士|硕士|博士|本科|бакалавр|магистр|kandidatexamen|civilingenjör|csc|cand|journeyman)"
)
DEGREE = re.compile(rf"(?:^|(?<=[\s(,:;–—-]))(?:{_NAMES}(?!\w)|{_ABBREVIATIONS})", re.IGNORECASE)
_DEGREE_STRICT = re.compile(rf"(?:^|(?<=[\s(,:;–—-]))(?:{_ABBREVIATIONS})(?=[\s,.:;()–—-]|$)")
_DEGREE_WORD = re.compile(rf"(?:^|(?<=[\s(,:;–—-])){_NAMES}(?!\w)", re.IGNORECASE)


def degree_at(text: str) -> re.Match[str] | None:
    """The first degree named in a text."""
    found = [m for m in (_DEGREE_STRICT.search(text), _DEGREE_WORD.search(text)) if m is not None]
    return min(found, key=lambda m: m.start()) if found else None


# Written without spaces: the end of the name tells.
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_EAST_ASIAN_TITLES = (
    "工程师",
    "经理",
    "主管",
    "总监",
    "助理",
    "实习生",
    "教师",
    "开发",
    "顾问",
    "专员",
    "设计师",
    "分析师",
    "会计",
    "护士",
    "エンジニア",
    "マネージャー",
    "部長",
    "課長",
    "担当",
    "매니저",
    "엔지니어",
    "개발자",
)
_EAST_ASIAN_ORGS = (
    "公司",
    "大学",
    "集团",
    "医院",
    "学院",
    "银行",
    "株式会社",
    "会社",
    "事務所",
    "대학교",
    "주식회사",
    "局",
    "中心",
    "研究所",
    "学校",
)


def _tokens(text: str) -> list[str]:
    return re.findall(r"[\w.&+/'’-]+", text.lower())


@lru_cache(maxsize=8192)
def title_score(text: str) -> float:
    """How much a text reads like a job title; about 0 for neither, negative for none.

    >>> title_score("Senior Software Engineer") > 1.5, title_score("Acme Holdings Ltd") < 0
    (True, True)
    """
    tokens = _tokens(text)
    if not tokens:
        return -3.0
    if _EAST_ASIAN.search(text):
        return 2.0 if text.strip().endswith(_EAST_ASIAN_TITLES) else 0.0
    while len(tokens) > 1 and re.fullmatch(r"[ivx]{1,3}|\d|l\d", tokens[-1]):
        tokens.pop()
    head = re.split(r"\s*(?:,|\(|\bfor\b|\bof\b|\bfür\b|\bde\b|\bd[iu]\b|\bund\b|\band\b|&)\s*", text.lower())[0]
    last = [t for t in _tokens(head) if not re.fullmatch(r"[ivx]{1,3}|\d|l\d", t)][-1:] or tokens[-1:]
    score = 2.0 if last[0].rstrip("s.") in TITLE_WORDS or last[0] in TITLE_WORDS or _compound(last[0]) else 0.0
    if not score and any(t in TITLE_WORDS or _compound(t) for t in tokens):
        score = 1.2
    score += 0.5 if tokens[0] in _LEVELS else 0.0
    score -= 1.6 * min(1, sum(t in _ORGS for t in tokens)) if tokens[-1] in _ORGS or not score else 0.0
    return score - (0.5 if len(tokens) > 8 else 0.0) - (1.0 if not any(c.isalpha() for c in text) else 0.0)


def _compound(word: str) -> bool:
    """Long German, Dutch and Nordic titles end in the word that makes them titles."""
    return len(word) > 9 and word.endswith(
        ("entwickler", "ingenieur", "leiter", "leiterin", "berater", "mechaniker", "techniker", "assistent", "assistentin", "pfleger", "manager", "verkäufer",
         "lehrer", "lehrerin", "arbeiter", "fahrer", "kraft", "kaufmann", "kauffrau", "meister", "helfer", "ontwikkelaar", "medewerker", "utvecklare", "ingenjör",
         "ledare", "udvikler", "konsulent", "sköterska", "leder", "lærer", "lärare", "engineer", "elektroniker", "wissenschaftler", "schreiner", "administrator")
    )  # fmt: skip


@lru_cache(maxsize=8192)
def org_score(text: str) -> float:
    """How much a text reads like the name of an organisation.

    >>> org_score("Palodine Payments GmbH") > org_score("Senior Engineer")
    True
    """
    tokens = _tokens(text)
    if _EAST_ASIAN.search(text):
        return 1.5 if text.strip().endswith(_EAST_ASIAN_ORGS) else 0.0
    return 1.5 * any(t in _ORGS for t in tokens) + 0.8 * bool(SCHOOL.search(text)) - max(0.0, title_score(text)) * 0.5
