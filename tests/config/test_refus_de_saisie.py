"""What a form refuses is told by the console too, on every screen and in every side sheet (G1.3-05)."""

import html

import pytest

from imagin.domaine.perimetre.enums import Role
from imagin.socle.console.models import Message
from tests import factories as f
from tests.outillage.connexion import se_connecter
from tests.outillage.ecrans import adresses, un_objet_par_adresse

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G1.3-05", "G3.3-06")]


def entrer(client, role: Role) -> None:
    droits = {Role.GESTIONNAIRE: {"est_gestionnaire": True}, Role.ADMINISTRATEUR: {"est_administrateur": True}}
    if role not in droits:
        se_connecter(client, f.compte())
        return
    client.force_login(f.compte("academie", **droits[role]), backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["service"] = role.lower()
    session.save()


@pytest.mark.parametrize("role", [Role.ETABLISSEMENT, Role.GESTIONNAIRE, Role.ADMINISTRATEUR])
def test_chaque_saisie_refusee_est_dite_par_la_console_de_la_page_et_du_volet(client, role):
    f.etablissement()
    valeurs = un_objet_par_adresse()
    entrer(client, role)
    refusees, muettes = [], []
    for adresse in adresses(valeurs, "POST"):
        for entetes in ({}, {"X-Volet": "1"}) if "envoyer" not in adresse else ():  # a letter that has no text
            Message.objects.all().delete()
            reponse = client.post(adresse, headers=entetes)
            if reponse.status_code != 422:
                continue
            refusees.append(adresse)
            page = html.unescape(reponse.content.decode())
            dites = [ligne.phrase for ligne in Message.objects.filter(genre="ERREUR")]
            if not dites or any(f"<span>{phrase}</span>" not in page for phrase in dites):
                muettes.append((adresse, entetes, dites))
    assert len(refusees) >= (16 if role == Role.ETABLISSEMENT else 2), refusees
    assert muettes == []


def test_une_erreur_dit_son_champ_et_n_est_dite_qu_une_fois(chef):
    f.ouverture("saisie_indisponibilites")
    adresse = f"/saisie-indisponibilites/{f.intervenant('LE GOFF').pk}/ajouter/"
    chef.post(adresse, {"date_debut": "2027-06-25", "date_fin": "2027-06-24", "heure_debut": "00:00"})
    phrases = [ligne.phrase for ligne in Message.objects.all()]
    assert "Erreur : Motif : Ce champ est obligatoire." in phrases
    assert len(phrases) == len(set(phrases))
    assert all(phrase.startswith("Erreur : ") for phrase in phrases)
