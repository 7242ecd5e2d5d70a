"""Which words stand over which section of a CV, in the languages CVs are written in."""
# ruff: noqa: E501 (lists of words)

from __future__ import annotations

import re
import unicodedata

_WORDS = {
    "summary": "summary|profile|professional profile|professional summary|career summary|executive summary|about|about me|"
    "personal statement|personal profile|career profile|objective|career objective|summary of qualifications|research profile|"
    "statement|overview|introduction|career overview|profile summary|who i am|in brief|at a glance|research interests|"
    "profil|kurzprofil|über mich|persönliches profil|zusammenfassung|zur person|profil professionnel|résumé professionnel|à propos|à propos de moi|"
    "objectif|objectif professionnel|perfil|perfil profesional|resumen|resumen profesional|sobre mí|objetivo|profilo|profilo professionale|"
    "sommario|chi sono|perfil profissional|resumo|resumo profissional|sobre mim|profiel|persoonlijk profiel|over mij|samenvatting|"
    "om mig|om meg|profil og mål|sammanfattning|podsumowanie|podsumowanie zawodowe|o mnie|profil zawodowy|o mně|özet|hakkımda|"
    "обо мне|профиль|tiivistelmä|profiili|个人简介|自我评价|概要|自己pr|giới thiệu|mục tiêu nghề nghiệp",
    "work": "experience|work experience|professional experience|employment|employment history|work history|career history|"
    "career|relevant experience|work|industry experience|positions held|appointments|academic appointments|teaching experience|"
    "professional background|job history|experience and employment|selected experience|clinical experience|research experience|"
    "academic positions|professional history|positions|where i have worked|career experience|related experience|"
    "additional experience|other experience|earlier experience|previous experience|earlier career|military experience|"
    "part-time work|part-time jobs|part-time employment|student jobs|summer jobs|jobs|internships|internship|placements|work placements|"
    "paid work|paid employment|casual work|temporary work|recent work|roles|work history and experience|"
    "academic experience|practical experience|nursing experience|employment experience|employment record|engagements|"
    "berufserfahrung|beruflicher werdegang|berufspraxis|beruflicher hintergrund|werdegang|berufliche stationen|berufliche erfahrung|"
    "expérience|expériences|expérience professionnelle|expériences professionnelles|parcours professionnel|emplois|"
    "experiencia|experiencia laboral|experiencia profesional|trayectoria profesional|historial laboral|"
    "esperienza|esperienze|esperienza lavorativa|esperienze lavorative|esperienza professionale|esperienze professionali|"
    "experiência|experiência profissional|histórico profissional|percurso profissional|"
    "werkervaring|ervaring|loopbaan|arbetslivserfarenhet|erfarenhet|yrkeserfarenhet|anställningar|erhvervserfaring|"
    "arbejdserfaring|erfaring|ansættelser|arbeidserfaring|yrkeserfaring|työkokemus|doświadczenie|doświadczenie zawodowe|"
    "pracovní zkušenosti|praxe|deneyim|iş deneyimi|опыт работы|опыт|工作经历|工作经验|职业经历|職歴|職務経歴|경력|kinh nghiệm làm việc|kinh nghiệm|"
    "munkatapasztalat|experiență profesională|experiență",
    "education": "education|education and training|academic background|academic qualifications|educational background|"
    "education and qualifications|studies|academic history|degrees|schooling|training and education|academic education|"
    "education history|formal education|education & training|qualifications and education|academic record|"
    "ausbildung|bildung|studium|bildungsweg|schulbildung|ausbildung und studium|studium und ausbildung|hochschulbildung|akademischer werdegang|"
    "formation|formations|études|formation académique|diplômes|parcours académique|études et formation|formation et diplômes|"
    "educación|formación|formación académica|estudios|educación y formación|"
    "istruzione|formazione|istruzione e formazione|studi|titoli di studio|educação|formação|formação académica|formação acadêmica|escolaridade|"
    "opleiding|opleidingen|onderwijs|opleiding en training|utbildning|uddannelse|utdanning|koulutus|wykształcenie|edukacja|vzdělání|eğitim|"
    "образование|教育背景|教育经历|学历|学歴|학력|học vấn|trình độ học vấn|educație|tanulmányok",
    "skills": "skills|technical skills|core competencies|key skills|competencies|core skills|areas of expertise|expertise|"
    "technologies|tools|software|skills and tools|software and tools|technical proficiencies|skills & tools|professional skills|"
    "computer skills|it skills|skill set|skills summary|toolbox|tech stack|technical expertise|key competencies|"
    "technical competencies|skills and expertise|clinical skills|strengths|core strengths|hard skills|soft skills|skills and competencies|"
    "specialties|specialities|areas of knowledge|capabilities|skills and software|equipment|skills and abilities|technical|"
    "technical toolkit|toolkit|trade skills|skills & expertise|key strengths|digital skills|programming|programming skills|"
    "kenntnisse|fähigkeiten|kompetenzen|it-kenntnisse|edv-kenntnisse|fachkenntnisse|technische kenntnisse|fachkompetenzen|qualifikationen und kenntnisse|"
    "kenntnisse und fähigkeiten|compétences|compétences techniques|savoir-faire|compétences clés|compétences informatiques|outils|informatique|"
    "habilidades|competencias|aptitudes|conocimientos|competencias técnicas|habilidades técnicas|conocimientos técnicos|informática|"
    "competenze|capacità|competenze tecniche|abilità|competenze informatiche|competências|competências técnicas|"
    "vaardigheden|competenties|kennis en vaardigheden|computervaardigheden|färdigheter|kompetenser|kunskaper|kompetencer|færdigheder|it-kompetencer|ferdigheter|kompetanse|"
    "taidot|osaaminen|umiejętności|kompetencje|dovednosti|znalosti|beceriler|yetenekler|навыки|ключевые навыки|технические навыки|技能|专业技能|スキル|기술|"
    "kỹ năng|abilități|competențe|készségek",
    "certifications": "certifications|certificates|licenses|licences|licenses and certifications|licences and certifications|"
    "certifications and licenses|professional certifications|licensure|credentials|accreditations|professional qualifications|"
    "certificates and training|certifications & licenses|licenses & certifications|registrations|commissions|qualifications|"
    "training and certifications|certifications and training|licence|licenses and certificates|registration|tickets|tickets and licences|"
    "certificates and licences|licensure and certifications|licenses and permits|professional development and certifications|"
    "certifications and training|professional licenses|courses and certificates|certification|licenses and credentials|"
    "zertifikate|zertifizierungen|weiterbildung|weiterbildungen|zertifikate und weiterbildung|fortbildungen|bescheinigungen|certifications et formations|habilitations|"
    "certificaciones|certificados|cursos y certificados|licencias|certificazioni|certificati|certificações|certificados|certificaten|"
    "certificeringen|certificaten en trainingen|certifieringar|certifikat|certificeringer|sertifiseringer|kurser|kurser og sertifikater|"
    "sertifikaatit|certyfikaty|kursy i certyfikaty|szkolenia i certyfikaty|certifikáty|sertifikalar|сертификаты|证书|资格证书|資格|免許・資格|자격증|chứng chỉ|certificări",
    "languages": "languages|language skills|language|spoken languages|language proficiency|foreign languages|sprachen|sprachkenntnisse|"
    "langues|langues étrangères|compétences linguistiques|idiomas|lenguas|lingue|competenze linguistiche|lingue straniere|línguas|talen|talenkennis|"
    "språk|språkkunskaper|sprog|språkferdigheter|kielet|kielitaito|języki|języki obce|znajomość języków|jazyky|jazykové znalosti|diller|yabancı diller|языки|знание языков|"
    "语言|语言能力|語学|言語|언어|ngoại ngữ|ngôn ngữ|limbi străine|nyelvek|nyelvtudás",
    "projects": "projects|selected projects|personal projects|key projects|side projects|open source|open-source projects|portfolio|"
    "projekte|projets|proyectos|progetti|projetos|projecten|projekt|projekter|projekty|selected works|проекты|项目经历|项目经验|"
    "project experience|research projects|dự án|academic projects",
    "publications": "publications|selected publications|peer-reviewed publications|papers|articles|publikationen|veröffentlichungen|"
    "publicaciones|pubblicazioni|publicações|publicaties|publikationer|publikacje|论文|journal articles",
    "awards": "awards|honors|honours|awards and honors|honors and awards|achievements|awards and honours|prizes|scholarships|key achievements|"
    "auszeichnungen|prix|prix et distinctions|distinctions|premios|premi|prêmios|prijzen|utmärkelser|priser|nagrody|获奖|awards and recognition|"
    "selected achievements|fellowships",
    "volunteering": "volunteering|voluntary work|voluntary experience|volunteering experience|volunteer experience|volunteer work|volunteer|community|community service|ehrenamt|"
    "ehrenamtliches engagement|bénévolat|engagement associatif|voluntariado|volontariato|vrijwilligerswerk|frivilligt arbejde|frivillig|wolontariat|"
    "community involvement|volunteering and community",
    "interests": "interests|hobbies|hobbies and interests|interests and hobbies|personal interests|activities|interessen|hobbys|centres d'intérêt|"
    "centres d’intérêt|loisirs|intereses|aficiones|interessi|interesses|hobby's|interesser|intressen|fritid|zainteresowania|hobby|zájmy|兴趣爱好|趣味",
    "references": "references|referees|referenzen|références|referencias|referenze|referências|referenties|referenser|referencer|"
    "referanser|suosittelijat|referencje|推荐人",
    "contact": "contact|contact details|contact information|contact info|personal details|personal information|get in touch|kontakt|"
    "kontaktdaten|persönliche daten|angaben zur person|coordonnées|informations personnelles|contacto|datos personales|"
    "información de contacto|contatti|dati personali|informazioni personali|contato|contacto|dados pessoais|contactgegevens|persoonlijke gegevens|"
    "personuppgifter|kontaktuppgifter|kontaktoplysninger|personlige oplysninger|kontaktinformasjon|yhteystiedot|dane osobowe|dane kontaktowe|"
    "osobní údaje|iletişim|контакты|联系方式|个人信息|連絡先|연락처|liên hệ|thông tin cá nhân|links|online|find me|personal data",
    "highlights": "highlights|career highlights|selected accomplishments|relevant skills and accomplishments|accomplishments|"
    "key accomplishments|skills and accomplishments|skills and achievements|professional highlights|areas of accomplishment|"
    "relevant accomplishments|selected highlights|functional skills|professional accomplishments|key results",
    "grants": "grants|grants and funding|funding|research grants|drittmittel",
    "talks": "talks|invited talks|presentations|conferences|conference presentations|conference talks|speaking|vorträge",
    "teaching": "teaching|teaching and supervision|lehre|enseignement|docencia",
    "supervision": "supervision",
    "service": "service|professional service|academic service",
    "chapters": "book chapters|books|books and chapters",
    "patents": "patents|patente|brevets",
    "memberships": "memberships|professional memberships|affiliations|professional affiliations|mitgliedschaften|boards|board memberships|"
    "associations|professional associations|memberships and affiliations|board service|board positions",
    "military": "military service|military|security clearance|clearance|clearances|wehrdienst|zivildienst",
    "courses": "courses|coursework|relevant coursework|training|professional development|cours|cursos|corsi|cursussen|continuing education|"
    "professional training|additional training|training and development|szkolenia|kursy",
    "exhibitions": "exhibitions|selected exhibitions|performances|productions|credits|shows|ausstellungen",
    "additional": "additional information|other|miscellaneous|additional|sonstiges|divers|otros|altro|outros|overig|övrigt|andet|inne|"
    "personal|other information|availability|driving licence|driver's license|führerschein|permis de conduire|declaration|key skills and attributes|"
    "sprachen und edv",
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split("|")}
_PAIRS = re.compile(r"\s*(?:&|\+|/|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\boch\b|\bog\b|,)\s*")
_ORDER = ("work", "education", "certifications", "languages", "skills", "summary")
_ENDINGS = (
    (
        re.compile(
            r"^(?:[\w&/-]+ )?(?:work|professional|employment|relevant|teaching|clinical|industry|other|selected|nursing|military|legal|sales|"
            r"engineering|management|leadership|research|internship|consulting|freelance|academic|hospitality|retail|trade|technical|additional) "
            r"(?:experience|history)$"
        ),
        "work",
    ),
    (
        re.compile(
            r"^(?:part[- ]time|full[- ]time|casual|seasonal|summer|recent|paid|earlier|previous|current|student|temporary) "
            r"(?:work|employment|jobs?|positions?|roles?|experience)$"
        ),
        "work",
    ),
    # "Experience in retail" and "Employment (2010–2020)", and not the title "Experience Designer".
    (
        re.compile(
            r"^(?:experience|employment)(?: (?:in|with|as|at|of|from|since|before|after|outside|abroad|history|record|summary|highlights|details|"
            r"overview|background)\b|\s*[(\[:–—-]|\s\d{4}).{0,25}$"
        ),
        "work",
    ),
    (re.compile(r"\b(?:publications|papers)$"), "publications"),
    (re.compile(r"^(?:\w+ )?projects$"), "projects"),
    (re.compile(r"\b(?:certifications|licenses|licences)$"), "certifications"),
    (
        re.compile(
            r"^(?:[\w&]+ )?(?:technical|computer|professional|clinical|it|key|core|relevant|additional|other|software|digital|soft|hard|"
            r"transferable|interpersonal|laboratory|office|general|special|practical|personal|main|selected|trade|business) skills$"
        ),
        "skills",
    ),
    (re.compile(r"^[\w& ]{0,24}\bawards$"), "awards"),
)


def is_listed(text: str) -> bool:
    """True for the whole of a heading known here word by word, alone or as a pair.

    >>> is_listed("Licenses and certifications"), is_listed("Experience in baking")
    (True, False)
    """
    word = folded(text)
    parts = _PAIRS.split(word)
    return word in _KINDS or (len(parts) > 1 and all(part in _KINDS for part in parts))


def folded(text: str) -> str:
    """A heading without decoration, numbering, case and wide spacing.

    >>> folded("== 2. Work   Experience: ==")
    'work experience'
    """
    text = unicodedata.normalize("NFKC", text).strip()
    text = re.sub(r"^(?:[\W_]+|\d{1,2}[.)]\s+|[ivx]{1,4}[.)]\s+)+", "", text, flags=re.IGNORECASE)
    end = len(text)
    while end and not text[end - 1].isalnum():
        end -= 1
    text = text[:end]
    if re.fullmatch(r"(?:\w ){2,}\w", text):
        text = text.replace(" ", "")
    return re.sub(r"\s+", " ", text).casefold()


def kind_of(text: str) -> str | None:
    """The kind of section a heading stands over, or None when the words are not a heading known here.

    >>> kind_of("BERUFSERFAHRUNG"), kind_of("Skills & Tools:"), kind_of("Python developer")
    ('work', 'skills', None)
    """
    if len(text) > 60:
        return None
    word = folded(text)
    known = _KINDS.get(word)
    if known is not None:
        return known
    if not word or len(word.split()) > 6:
        return None
    parts = [_KINDS.get(part) for part in _PAIRS.split(word)]
    if len(parts) > 1 and all(parts):
        return next((kind for kind in _ORDER if kind in parts), parts[0])
    return next((kind for pattern, kind in _ENDINGS if pattern.search(word) and len(word.split()) <= 5), None)
