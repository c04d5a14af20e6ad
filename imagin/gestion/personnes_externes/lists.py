"""People whom other académies named, and those of ours who they may be: long lists, paged by the database."""

from django.db.models import Case, CharField, F, Value, When

from imagin.domaine.federation.enums import EtatPersonne
from imagin.domaine.federation.queries.personnes import PersonneSuivie
from imagin.domaine.personnes.models import Intervenant
from imagin.presentation.listes.personnes import COLONNES_PERSONNE
from imagin.presentation.personnes import NOMME_SQL, nomme
from imagin.socle.listes import Colonne, Genre, Liste, Sens, Sql, Tri, chemin, lien_vers

ETAT = Case(*(When(etat=etat.value, then=Value(etat.label)) for etat in EtatPersonne), output_field=CharField())
COLONNES: tuple[Colonne[PersonneSuivie], ...] = (
    Colonne("academie", "Académie", chemin("partenaire__nom", vide=False)),
    Colonne("nom", "Nom", chemin("nom"), poids=1.3),
    Colonne("prenom", "Prénom", chemin("prenom")),
    Colonne("naissance", "Date de naissance", chemin("date_naissance"), Genre.DATE),
    Colonne("etat", "État", lambda p: p.get_etat_display(), poids=1.5, sql=Sql(ETAT, vide=False)),
    Colonne("convocations", "Convocations", chemin("en_vigueur", vide=False), Genre.NOMBRE),
    Colonne("nommee_le", "Nommée le", chemin("vue_le", vide=False), Genre.DATE_HEURE),
)

A_RECONNAITRE: Liste[PersonneSuivie] = Liste(
    cle="a_reconnaitre",
    titre="Liste des personnes à reconnaître",
    colonnes=COLONNES,
    tri=Tri("nommee_le", Sens.DECROISSANT),
    lien=lambda p: lien_vers("personnes_externes:personne", p.pk),
    vide="Toutes les personnes que d'autres académies convoquent sont reconnues.",
)

NOMMEES: Liste[PersonneSuivie] = Liste(
    cle="nommees",
    titre="Liste des personnes nommées par d'autres académies",
    colonnes=(
        *COLONNES,
        Colonne(
            "ici",
            "Qui c'est ici",
            lambda p: str(p.intervenant or ""),
            poids=1.5,
            sql=Sql(F("intervenant__nom"), precision=F("intervenant__prenom")),
        ),
        Colonne("decidee_par", "Décidé par", chemin("decidee_par")),
    ),
    tri=Tri("nommee_le", Sens.DECROISSANT),
    lien=lambda p: lien_vers("personnes_externes:personne", p.pk),
    vide="Aucune académie partenaire n'a encore convoqué quelqu'un de la vôtre.",
)

SEMBLABLES: tuple[Colonne[Intervenant], ...] = (
    *COLONNES_PERSONNE,
    Colonne("naissance", "Date de naissance", chemin("date_naissance"), Genre.DATE),
    Colonne("commune", "Commune", chemin("commune")),
)

CANDIDATS: Liste[Intervenant] = Liste(
    cle="candidats",
    titre="Qui cela peut être",
    colonnes=SEMBLABLES,
    tri=Tri("nom"),
    personne=nomme,
    personne_sql=NOMME_SQL,
    gestes="personnes_externes/gestes.html",
    vide="Personne ici ne porte ces nom et prénom : cherchez parmi toutes les personnes de l'académie.",
)

TOUS: Liste[Intervenant] = Liste(
    cle="tous",
    titre="Liste des personnes de l'académie",
    colonnes=SEMBLABLES,
    tri=Tri("nom"),
    personne=nomme,
    personne_sql=NOMME_SQL,
    gestes="personnes_externes/gestes.html",
    vide="Aucune personne n'est connue : les personnels viennent d'EPP.",
)
