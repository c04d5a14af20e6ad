"""The test furniture itself: what it forbids is forbidden, what it restores is restored."""

import socket
from smtplib import SMTP
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.template import Context, engines

from tests.outillage.base import PREFIXE_ESSAI
from tests.outillage.courrier import Boite
from tests.outillage.gardes import VariablesInconnues, entrees_trompeuses
from tests.outillage.navigateur import Ecoute


def test_un_test_ne_joint_que_cette_machine() -> None:
    with pytest.raises(AssertionError, match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


@pytest.mark.parametrize(
    "gabarit", ["{{ inconnue }}", "{% if inconnue %}x{% endif %}", "{% for x in inconnue %}{% endfor %}"]
)
def test_une_variable_inconnue_se_voit_dans_nos_gabarits_seulement(
    gabarit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.outillage.gardes.est_un_gabarit_de_la_maison", lambda nom: nom == "maison.html")
    ecoute = VariablesInconnues()
    with ecoute.a_l_ecoute():
        for nom in ("maison.html", "admin/index.html"):
            modele = engines["django"].from_string(gabarit).template  # type: ignore[attr-defined]
            modele.name = nom
            modele.render(Context({}))
    assert ecoute.vues == ["« inconnue » dans maison.html"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("tour", [1, 2])
def test_ce_qu_un_test_ecrit_pour_de_bon_disparait_et_les_donnees_de_reference_reviennent(tour: int) -> None:
    assert connection.settings_dict["NAME"].startswith(PREFIXE_ESSAI)
    assert ContentType.objects.exists()
    assert not ContentType.objects.filter(model="passage").exists(), f"reste du tour {tour - 1}"
    ContentType.objects.all().delete()
    ContentType.objects.create(app_label="outillage", model="passage")


def test_le_courrier_arrive_ou_se_refuse(smtp: Boite) -> None:
    with SMTP(smtp.hote, smtp.port) as client:
        client.sendmail("a@example.org", ["b@example.org"], b"Subject: Bonjour\r\n\r\nTexte")
    assert [message["subject"] for message in smtp.messages] == ["Bonjour"]
    assert smtp.destinataires == [["b@example.org"]]


@pytest.mark.parametrize(
    ("page", "signalee"),
    [
        ("<h1>Bon</h1>", ""),
        ("<script>console.error('panne')</script>", "console : panne"),
        ("<script>throw new Error('panne')</script>", "exception"),
        ("<img src='http://192.0.2.1/x.png' alt='x'>", "appel hors de la machine"),
    ],
)
def test_le_navigateur_signale_ce_qui_va_mal(
    ouvrir_navigateur: Any, erreurs_navigateur: Ecoute, page: str, signalee: str
) -> None:
    onglet = ouvrir_navigateur()
    onglet.set_content(page)
    onglet.wait_for_timeout(100)
    assert any(signalee in erreur for erreur in erreurs_navigateur.erreurs) is bool(signalee)
    erreurs_navigateur.erreurs.clear()


def test_axe_voit_une_image_sans_texte(ouvrir_navigateur: Any, axe: Any) -> None:
    onglet = ouvrir_navigateur()
    onglet.set_content("<html lang='fr'><title>T</title><main><h1>T</h1><img src='data:,'></main>")
    assert [faute.split()[0] for faute in axe(onglet)] == ["image-alt"]


@pytest.mark.parametrize(
    ("boutons", "trompeur"),
    [
        ('<button name="chercher">Rechercher</button><button class="bouton fort">Convoquer</button>', True),
        ('<button class="bouton fort">Convoquer</button><button name="chercher">Rechercher</button>', False),
        ('<button class="cache">V</button><button>Rechercher</button><button class="fort">Convoquer</button>', False),
        ('<button class="cache" name="zip">V</button><button>R</button><button class="fort">C</button>', True),
        ('<button class="cache" disabled></button><button>Oui</button><button>Non</button>', False),
        ("<button>Oui</button><button>Non</button>", True),
        ("<button>Un seul</button>", False),
    ],
)
def test_entree_ne_presse_jamais_un_autre_bouton_que_le_principal(boutons, trompeur):
    page = f'<html><body><form><input name="a"><input name="b">{boutons}</form></body></html>'
    assert bool(entrees_trompeuses(page)) == trompeur


def test_une_case_rattachee_de_loin_a_un_formulaire_y_envoie_aussi():
    loin = '<input type="checkbox" name="a" form="lot">'
    assert entrees_trompeuses(f'<div><form id="lot"><button>Zip</button><button>Effacer</button></form>{loin}</div>')
