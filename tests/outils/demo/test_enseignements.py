"""STS-WEB files: readable, faithful to EPP, with what real ones make one stumble on."""

from lxml import etree


def lire(academie, uai):
    return etree.parse(academie / "sts" / f"sts_emp_{uai}_2026.xml").getroot()


def test_les_quatre_etablissements_ont_leur_fichier(academie):
    fichiers = {fichier.name for fichier in (academie / "sts").iterdir()}
    assert {f"sts_emp_{uai}_2026.xml" for uai in ("0310001H", "0310038Y", "0120006S", "0312267W")} <= fichiers
    assert len(fichiers) == 12


def test_les_deux_encodages_se_rencontrent(academie):
    prologues = {fichier.read_bytes()[:45].split(b'"')[3] for fichier in (academie / "sts").iterdir()}
    assert prologues == {b"ISO-8859-1", b"UTF-8"}


def test_les_personnes_sont_celles_d_epp(academie, epp):
    racine = lire(academie, "0310038Y")
    noms = {personne["numero_agent"]: (personne["nom"], personne["prenom"]) for personne in epp}
    individus = racine.findall("DONNEES/INDIVIDUS/INDIVIDU[@TYPE='epp']")
    assert len(individus) == 154
    assert all(noms[i.get("ID")] == (i.findtext("NOM_USAGE"), i.findtext("PRENOM")) for i in individus)


def test_un_personnel_local_n_a_ni_naissance_ni_fonction(academie):
    locaux = lire(academie, "0310038Y").findall("DONNEES/INDIVIDUS/INDIVIDU[@TYPE='local']")
    assert locaux
    assert all(local.find("DATE_NAISSANCE") is None and local.find("FONCTION") is None for local in locaux)


def test_classes_groupes_et_matieres_se_repondent(academie):
    racine = lire(academie, "0310038Y")
    matieres = {matiere.get("CODE") for matiere in racine.iter("MATIERE")}
    divisions = {division.get("CODE") for division in racine.iter("DIVISION")}
    assert any(" " in code for code in divisions)
    assert {service.get("CODE_MATIERE") for service in racine.iter("SERVICE")} <= matieres
    assert {lien.get("CODE") for lien in racine.iter("DIVISION_APPARTENANCE")} <= divisions
    individus = {(i.get("ID"), i.get("TYPE")) for i in racine.iter("INDIVIDU")}
    assert {(e.get("ID"), e.get("TYPE")) for e in racine.iter("ENSEIGNANT")} <= individus
    assert any(len(service.findall("ENSEIGNANTS/ENSEIGNANT")) > 1 for service in racine.iter("SERVICE"))


def test_la_seconde_a_a_un_mef_national_et_une_section_comme_dans_le_guide(academie):
    racine = lire(academie, "0310038Y")
    types = {mef.get("CODE"): (mef.findtext("LIBELLE_LONG"), mef.findtext("TYPE_MEF")) for mef in racine.iter("MEF")}
    (division,) = (d for d in racine.iter("DIVISION") if d.get("CODE") == "2 A")
    assert {types[mef.get("CODE")] for mef in division.iter("MEF_APPARTENANCE")} == {
        ("2NDE GENERALE ET TECHNOLOGIQUE", "MEF NATIONAL"),
        ("2NDE GENERALE ET TECHNOLOGIQUE", "SECTION EUROPEENNE ET LANGUES ORIENTALES"),
    }


def test_nul_n_est_competent_pour_un_examen_d_un_autre_niveau_ni_pour_un_concours_de_recrutement(academie):
    entete, *lignes = (academie / "correspondances.csv").read_text(encoding="utf-8").splitlines()
    assert entete == "matiere;mef;examen;specialite;epreuve_option"
    niveaux: dict[str, set[str]] = {}
    for ligne in lignes:
        _, mef, examen, *_ = ligne.split(";")
        niveaux.setdefault(examen, set()).add(mef)
    assert all(niveaux.values())
    assert niveaux["DNB"] == {"10"}
    assert not any(mef.startswith("1") for examen, mefs in niveaux.items() if examen != "DNB" for mef in mefs)
    assert "CE1" not in niveaux
