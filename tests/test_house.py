"""The rules of the house that no linter knows. docs/architecture.md says why."""

import ast
import inspect
import re
from graphlib import TopologicalSorter
from types import NoneType
from typing import Any, get_type_hints

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model

from imagin.config.ecrans import ECRANS
from imagin.socle.acces.verification import routes
from imagin.socle.evenements import annonces
from outils.exigences import lire_exigences, lire_marques
from tests.outillage.maison import (
    DEPOT,
    DOMAINE,
    arbres,
    commence_par_le_perimetre,
    fichiers,
    fonctions_publiques,
    imports_internes,
    pieces,
    rangs,
    relatif,
)

LIGNES_AU_PLUS = 400

# Queries and actions that do not begin with a perimeter, and why.
SANS_PERIMETRE: dict[str, str] = {
    "acces.delegations_en_cours": "dit quels périmètres un compte peut prendre",
    "acces.service_de_l_etablissement": "dit quels périmètres un compte peut prendre",
    "acces.services": "dit quels périmètres un compte peut prendre",
    "acces.perimetre_de": "fabrique le périmètre",
    "acces.changer_mot_de_passe": "la personne elle-même, avant tout choix de service",
    "acces.compte_de_l_identifiant": "compte les essais : personne n'est encore identifié",
    "acces.compte_invite": "lu par la boîte d'envoi, pour un compte qu'une action a désigné",
    "acces.comptes_du_mel": "mot de passe oublié : personne n'est encore identifié",
    "acces.fin_de_connexion": "la personne elle-même, qui n'a plus de périmètre",
    "acces.journaliser": "une tentative n'est encore celle de personne",
    "acces.reglages_du_compte": "réglages de la personne elle-même, avant tout choix de service",
    "convocations.changements_a_dire": "calcule ce que des événements ont annoncé, pour des mails à déposer",
    "convocations.noter_avis": "garde ce qu'un mail vient de dire",
    "convocations.creneaux_attendus": "calcule sur une mission déjà lue dans un périmètre",
    "convocations.creneaux_de": "calcule sur une affectation déjà lue dans un périmètre",
    "convocations.creneaux_des": "calcule sur des affectations déjà lues dans un périmètre",
    "convocations.convocations_a_envoyer": "lue par la boîte d'envoi, pour des convocations qu'une action a désignées",
    "disponibilites.indisponibilites_annoncees": "lue par la boîte d'envoi, pour ce qu'une action a annoncé",
    "federation.des_centres_viennent_d_ailleurs": "le même pour tous, lu avant que personne ne demande",
    "federation.est_centre_ailleurs": "condition SQL qui sert à fabriquer le périmètre",
    "federation.est_centre_ouvert": "condition SQL qui sert à fabriquer le périmètre",
    "federation.etat_du_partenaire": "calcule sur un partenaire déjà lu dans un périmètre",
    "federation.partenaire_du_centre": "dit qui peut entrer, avant tout périmètre",
    "federation.partenaire_ouvert": "fabrique le périmètre d'une académie partenaire",
    "frais.baremes_des_missions": "barème légal, pour des missions déjà lues dans un périmètre",
    "frais.affectations_traitees": "condition SQL d'une lecture faite dans un périmètre",
    "indemnites.ce_qui_differe": "calcule sur une indemnité déjà tenue dans un périmètre",
    "indemnites.suivi_de_l_indemnite": "calcule sur une indemnité déjà lue dans un périmètre",
    "missions.creneaux_proposes": "calcule sur une mission déjà lue dans un périmètre",
    "missions.creneaux_possibles": "calcule sur une mission déjà lue dans un périmètre",
    "missions.saisie_de": "calcule sur une mission déjà lue dans un périmètre",
    "missions.est_centre": "condition SQL qui sert à fabriquer le périmètre",
    "missions.annees_proposees": "calendrier seul, ne lit aucune donnée d'établissement",
    "personnes.etablissement_principal": "d'une personne déjà lue dans un périmètre",
    "personnes.postes_principaux": "complète une lecture faite dans un périmètre",
    "referentiel.etat_du_message": "calcule sur un message déjà lu dans un périmètre",
    "referentiel.nom_academie": "nomenclature commune à tous",
    "referentiel.qualites_proposees": "nomenclature commune à tous",
    "referentiel.tarifs_au": "barème légal, commun à tous",
    "referentiel.mentions": "texte réglé pour toute l'académie",
    "services_faits.cadre_de": "calcule sur une mission déjà lue dans un périmètre",
    "services_faits.constat_de": "lit une affectation déjà lue dans un périmètre",
    "services_faits.constats_de": "lit pour des affectations déjà tenues dans un périmètre",
    "services_faits.minutes_convoquees": "lit pour des affectations déjà tenues dans un périmètre",
    "services_faits.etat_de_la_mission": "calcule sur une mission déjà lue dans un périmètre",
}

GABARIT_INTERDIT = {
    "script dans la page": re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))", re.IGNORECASE),
    "style dans la page": re.compile(r"<style|\sstyle\s*=", re.IGNORECASE),
    "gestionnaire dans la page": re.compile(r"\s(?:on[a-z]+|hx-on[:\w-]*)\s*=", re.IGNORECASE),
    "adresse javascript": re.compile(r"javascript:|=\"js:", re.IGNORECASE),
}
DE_CETTE_MACHINE = re.compile(
    r"(?<![\w.])/(?:work|home|root)/\w|/opt/(?:pypi|wheels)|pypi\.org|pythonhosted|npmjs\.(?:org|com)"
    r"|deb\.debian\.org|(?<!emit-)(?:extra-)?index-url"
)
LECTURE_EN_BASE = re.compile(
    r"\.objects\b|\.(?:filter|exclude|order_by|select_related|prefetch_related|annotate|alias|aggregate|in_bulk"
    r"|values_list|select_for_update|bulk_update|bulk_create)\("
)
LISTE_A_LA_MAIN = re.compile(r"\breponse_(?:csv|xlsx|pdf)\(|\ben_(?:csv|xlsx)\(|\bpresenter_(?:page|selon_taille)\(")
RESTE_A_FAIRE = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME)\b")
CLIENTS_RESEAU = re.compile(
    r"^\s*(?:from|import) (?:urllib\.request|http\.client)\b|from urllib import request", re.MULTILINE
)


def test_une_saisie_refusee_passe_par_la_console() -> None:
    """`rendre_saisie` alone answers 422: what the screen refuses, « Messages » says (G1.3-05)."""
    autres = [
        relatif(chemin)
        for chemin in fichiers(".py")
        if re.match(r"imagin/(?:activites|gestion)/", relatif(chemin))
        and re.search(r"stat\w+ ?= ?422", chemin.read_text(encoding="utf-8"))
    ]
    assert autres == [], "répondez par imagin.socle.console.saisie.rendre_saisie"


def test_les_ecrans_ne_lisent_pas_la_base_eux_memes() -> None:
    """Views call queries, which know who asks: what is kept, joined and in which order is theirs to say."""
    lieux = [lieu for lieu in _trouver(LECTURE_EN_BASE, ".py") if re.match(r"imagin/(?:activites|gestion)/", lieu)]
    assert lieux == [], "dites-le dans les queries de la pièce du domaine"


def test_aucune_liste_ne_se_montre_ni_ne_se_telecharge_a_la_main() -> None:
    """A list is a screen (`EcranListe`): its page, its files and their routes follow from one declaration."""
    lieux = [lieu for lieu in _trouver(LISTE_A_LA_MAIN, ".py") if re.match(r"imagin/(?:activites|gestion)/", lieu)]
    assert lieux == [], "déclarez un EcranListe dans screens.py (docs/ui.md)"


def test_aucun_fichier_ne_se_lit_sans_fin() -> None:
    longs = {
        relatif(chemin): lignes
        for chemin in fichiers(".py", ".html", ".css", ".js", ".typ")
        if (lignes := chemin.read_text(encoding="utf-8").count("\n")) > LIGNES_AU_PLUS
    }
    assert longs == {}


def test_rien_n_est_remis_a_plus_tard() -> None:
    assert _trouver(RESTE_A_FAIRE) == []


def test_aucun_fichier_ne_nomme_une_machine_ni_un_miroir() -> None:
    assert [lieu for lieu in _trouver(DE_CETTE_MACHINE) if not lieu.startswith("tests/test_house.py")] == []


@pytest.mark.parametrize("faute", GABARIT_INTERDIT)
def test_les_gabarits_respectent_la_politique_de_securite(faute: str) -> None:
    assert _trouver(GABARIT_INTERDIT[faute], ".html") == []


def test_aucun_formulaire_ne_met_son_jeton_dans_l_adresse() -> None:
    """A form by GET holds no token; a form that holds one is never sent by GET."""
    jeton = r'formmethod="get"|<form method="get"(?:(?!</form>).)*csrf_token'
    assert _trouver(re.compile(jeton, re.DOTALL), ".html") == []


def test_zero_s_accorde_au_singulier() -> None:
    """Django's `pluralize` writes « 0 personnes »; ours is `pluriel`."""
    assert _trouver(re.compile(r"\|pluralize"), ".html") == []


def test_chaque_formulaire_de_filtres_est_celui_que_sa_liste_declare() -> None:
    """So that the browser plays them all (tests/parcours/test_listes_filtrees.py)."""
    dessines = re.compile(r'class="filtres"|<form method="get"[^>]*data-suit-liste')
    assert [lieu for lieu in _trouver(dessines, ".html") if "listes/templates" not in lieu] == []


def test_les_clients_reseau_restent_dans_le_socle_et_les_echanges() -> None:
    permis = ("imagin/socle/", "imagin/echanges/")
    lieux = [lieu for lieu in _trouver(CLIENTS_RESEAU, ".py") if lieu.startswith("imagin/")]
    assert [lieu for lieu in lieux if not lieu.startswith(permis)] == []


def test_chaque_piece_du_domaine_a_son_rang() -> None:
    assert set(pieces("domaine")) <= rangs("rooms").keys()


@pytest.mark.parametrize("etage", ["socle", "domaine", "presentation", "echanges", "activites", "gestion", "config"])
def test_dans_une_piece_rien_ne_tourne_en_rond(etage: str) -> None:
    """Annotations count too. A CycleError says which circle."""
    for piece in (chemin for chemin in (DEPOT / "imagin" / etage).iterdir() if chemin.is_dir()):
        TopologicalSorter(imports_internes(piece)).prepare()


def test_chaque_piece_d_ecrans_est_au_registre() -> None:
    """The menu, the URLs and Django know a room by `imagin.config.ecrans` alone."""
    sur_le_disque = {f"{etage}.{piece}" for etage in ("activites", "gestion") for piece in pieces(etage)}
    assert {ecrans.piece for ecrans in ECRANS} == sur_le_disque


def test_les_cles_etrangeres_ne_montent_pas() -> None:
    montent = [
        f"{modele._meta.label}.{champ.name} → {champ.related_model._meta.label}"
        for modele in apps.get_models(include_auto_created=True)
        for champ in modele._meta.get_fields()
        if isinstance(champ, Field) and champ.is_relation and not _descend(modele, champ.related_model)
    ]
    assert montent == []


def test_le_glossaire_nomme_chaque_classe_du_domaine() -> None:
    glossaire = (DEPOT / "docs" / "glossaire.md").read_text(encoding="utf-8")
    classes = {
        noeud.name
        for _, arbre in arbres("models", "enums", "events")
        for noeud in arbre.body
        if isinstance(noeud, ast.ClassDef) and not noeud.name.startswith("_") and not _est_de_la_plomberie(noeud)
    }
    assert sorted(nom for nom in classes if not re.search(rf"\b{nom}\b", glossaire)) == []


def test_lectures_et_actions_commencent_par_le_perimetre() -> None:
    sans = {
        nom for nom, fonction in fonctions_publiques("queries", "actions") if not commence_par_le_perimetre(fonction)
    }
    assert sorted(sans - SANS_PERIMETRE.keys()) == []
    assert sorted(SANS_PERIMETRE.keys() - sans) == [], "à retirer de la liste"


def test_la_route_donne_le_perimetre_a_la_vue() -> None:
    """`vue(request, perimetre, …)`, a class's methods too: the socle knows no domain type, so mypy cannot say it."""
    gardees = [element.callback for _, element in routes() if hasattr(element.callback, "activite")]
    fautives = {
        f"{vue.__module__}.{vue.__qualname__}"
        for gardee in gardees
        for vue in _vues(gardee)
        if _arguments(vue)[:2] != ["request: HttpRequest", "perimetre: Perimetre"]
    }
    assert len(gardees) > 50
    assert sorted(fautives) == []


def test_aucun_ecran_ne_cherche_lui_meme_qui_demande() -> None:
    """Pages without a route's check (`publique`) alone read it from the request, where it may be missing."""
    lieux = _trouver(re.compile(r"request\.perimetre\b"), ".py")
    assert [lieu for lieu in lieux if re.match("imagin/(?:activites|gestion)/", lieu)] == []


def test_les_actions_se_nomment_par_leurs_arguments() -> None:
    """An action takes the perimeter, then keywords only."""
    fautives = [
        nom
        for nom, fonction in fonctions_publiques("actions")
        if len(fonction.args.posonlyargs + fonction.args.args) > 1
    ]
    assert fautives == []


def test_aucun_attribut_ne_se_lit_a_l_insu_des_types() -> None:
    """What a read adds to a row is said by its type, `Avec[Mission, Effectifs]` (imagin/socle/lignes.py)."""
    lieux = _trouver(re.compile(r"type: ignore(?!\[)|type: ignore\[[^\]]*attr-defined"), ".py")
    assert [lieu for lieu in lieux if lieu.startswith("imagin/")] == []


def test_aucune_reaction_a_un_evenement_ne_repond() -> None:
    """What a screen says of what followed is read from what was written (decision 0015); mypy sees to `annoncer`."""
    reponses = {
        f"{reaction.__module__}.{reaction.__qualname__}"
        for reactions in annonces._reactions.values()
        for reaction in reactions
        if get_type_hints(reaction).get("return") is not NoneType
    }
    assert len(annonces._reactions) > 5
    assert sorted(reponses) == []
    assert get_type_hints(annonces.annoncer)["return"] is NoneType


def test_en_vigueur_ne_se_dit_qu_a_un_endroit() -> None:
    """Elsewhere « convoquée » without « not withdrawn » would be half of it."""
    conditions = re.compile(
        r"(?<!\w)(?:\w+__)?etat(?:__in)?=\W*EtatAffectation\.CONVOQUEE|mission__retiree_le__isnull=True"
    )
    lieux = [lieu for lieu in _trouver(conditions, ".py") if lieu.startswith("imagin/")]
    assert [lieu for lieu in lieux if "actions/convoquer.py" not in lieu] == [], "Affectations.en_vigueur le dit"


def test_aucun_fuseau_n_est_ecrit_hors_des_reglages() -> None:
    """La Réunion and Tahiti have their own: IMAGIN_FUSEAU, `imagin_jour(instant)` in SQL."""
    lieux = [
        lieu
        for lieu in _trouver(re.compile(r"Europe/Paris"), ".py", ".html", ".js", ".typ")
        if lieu.startswith("imagin/")
    ]
    permis = ("imagin/config/", "imagin/domaine/competences/migrations/", "imagin/domaine/disponibilites/migrations/")
    assert [lieu for lieu in lieux if not lieu.startswith(permis)] == []


def test_aucun_connecteur_n_ecrit_le_nom_d_une_source() -> None:
    """Who brought somebody is `personnes.enums.Source`, so that AGAPE comes in by a member and a connector."""
    lieux = _trouver(re.compile(r"""['"](?:EPP|STS)['"]"""), ".py")
    assert [lieu for lieu in lieux if lieu.startswith("imagin/echanges/")] == []


def test_les_tests_suivent_le_plan_de_la_maison() -> None:
    etages = [chemin.name for chemin in (DEPOT / "imagin").iterdir() if chemin.is_dir()]
    perdus = [
        relatif(chemin)
        for etage in etages
        for chemin in (DEPOT / "tests" / etage).glob("*/**/test_*.py")
        if not (DEPOT / "imagin" / etage / chemin.relative_to(DEPOT / "tests" / etage).parts[0]).is_dir()
    ]
    assert perdus == []


def test_les_marques_nomment_des_exigences_qui_existent() -> None:
    assert sorted(lire_marques().keys() - set(lire_exigences())) == []


def _trouver(motif: re.Pattern[str], *suffixes: str) -> list[str]:
    """Return « path:line » for each line of our files that matches."""
    lieux = []
    for chemin in fichiers(*suffixes):
        texte = chemin.read_text(encoding="utf-8")
        lignes = (texte.count("\n", 0, trouve.start()) + 1 for trouve in motif.finditer(texte))
        lieux += [f"{relatif(chemin)}:{ligne}" for ligne in lignes]
    return lieux


def _descend(modele: type[Model], vise: Any) -> bool:
    """Say whether a model may point to another: its own room, or a lower one; Django's and libraries' always."""
    depart, arrivee = modele.__module__.split("."), vise.__module__.split(".")
    if depart[0] != "imagin" or arrivee[0] != "imagin" or depart[1:3] == arrivee[1:3]:
        return True
    if depart[1] == "socle" and vise._meta.label == settings.AUTH_USER_MODEL:
        return True  # the account is Django's own seam: the socle names the setting, not the room
    if depart[1] != arrivee[1]:
        return rangs("floors")[depart[1]] > rangs("floors")[arrivee[1]]
    return depart[1] != "domaine" or rangs("rooms")[depart[2]] > rangs("rooms")[arrivee[2]]


def _vues(gardee: Any) -> list[Any]:
    """What a guarded route calls: a function, or the methods of a class that the route lets through."""
    vue = gardee.__wrapped__
    classe = getattr(vue, "view_class", None)
    return [vue] if classe is None else [getattr(classe, methode.lower()) for methode in gardee.methodes]


def _arguments(vue: Any) -> list[str]:
    """« request: HttpRequest » for each of a view's arguments, without self."""
    arguments = [a for a in inspect.signature(vue).parameters.values() if a.name != "self"]
    return [f"{a.name}: {getattr(a.annotation, '__name__', a.annotation)}" for a in arguments]


def _est_de_la_plomberie(noeud: ast.ClassDef) -> bool:
    """Say whether a class is Django's way of writing, not a word of the field."""
    return any(ast.unparse(parent).endswith(("QuerySet", "Manager")) for parent in noeud.bases)


def test_le_domaine_existe() -> None:
    """The tests above would pass on nothing."""
    assert DOMAINE.is_dir()
    assert list(arbres("models"))
