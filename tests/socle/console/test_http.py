import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.template import Context, engines
from django.test import RequestFactory

from imagin.socle.console.enums import GenreMessage
from imagin.socle.console.http import dire, dire_erreur, dire_succes, dire_tout, messages_de, oublier_console
from imagin.socle.console.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G1.3-05")]


@pytest.fixture
def requete():
    requete = RequestFactory().get("/")
    requete.session = SessionStore()
    return requete


def test_les_messages_restent_quand_on_change_d_ecran(requete):
    dire(requete, "Bonjour.")
    dire_succes(requete, "C'est fait.")
    dire_erreur(requete, "C'est défait.")
    requete.session.save()

    suivante = RequestFactory().get("/ailleurs/")
    suivante.session = SessionStore(requete.session.session_key)
    assert [(m.genre, m.phrase) for m in messages_de(suivante)] == [
        (GenreMessage.ERREUR, "Erreur : C'est défait."),
        (GenreMessage.SUCCES, "C'est fait."),
        (GenreMessage.INFORMATION, "Bonjour."),
    ]


def test_les_messages_dits_avant_l_identification_restent_apres(requete):
    dire_erreur(requete, "Mot de passe incorrect.")
    requete.session.cycle_key()
    assert len(messages_de(requete)) == 1


def test_lire_la_console_n_ecrit_rien(requete, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert messages_de(requete) == []
    assert not requete.session.modified


def test_dire_beaucoup_s_ecrit_en_une_requete(requete, django_assert_num_queries):
    requete.session["console"] = "jeton"
    with django_assert_num_queries(1):
        dire_tout(requete, [(GenreMessage.ERREUR, f"{nom} n'a pas d'adresse.") for nom in ("FERRER", "PUJOL")])
    assert messages_de(requete)[0].texte == "PUJOL n'a pas d'adresse."


def test_quitter_oublie_la_console(requete):
    dire(requete, "Bonjour.")
    oublier_console(requete)
    assert messages_de(requete) == []
    assert not Message.objects.exists()


def test_le_texte_d_un_message_est_echappe_par_le_gabarit(requete):
    dire(requete, "<script>alert(1)</script>")
    gabarit = engines["django"].engine.from_string("{% for m in messages %}{{ m.phrase }}{% endfor %}")
    assert gabarit.render(Context({"messages": messages_de(requete)})) == "&lt;script&gt;alert(1)&lt;/script&gt;"
