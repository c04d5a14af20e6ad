from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from imagin.socle.console.enums import GenreMessage
from imagin.socle.console.messages import derniers, noter, noter_tout, oublier, purger
from imagin.socle.console.models import LONGUEUR_MAXIMALE, Message

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G1.3-05")]

INSTANT = datetime(2016, 12, 12, 13, 18, 38, tzinfo=UTC)


@time_machine.travel(INSTANT, tick=False)
def test_une_erreur_est_horodatee_et_dite_erreur():
    message = noter("A", GenreMessage.ERREUR, "Impossible de créer cette épreuve-option.")
    assert str(message) == "(12/12/2016 14:18:38) Erreur : Impossible de créer cette épreuve-option."


@time_machine.travel(INSTANT, tick=False)
def test_une_information_et_un_succes_sont_dits_tels_quels():
    assert str(noter("A", GenreMessage.INFORMATION, "Rien à faire.")) == "(12/12/2016 14:18:38) Rien à faire."
    assert noter("A", GenreMessage.SUCCES, "C'est fait.").phrase == "C'est fait."


def test_les_plus_recents_viennent_d_abord_et_sont_en_nombre_borne():
    for rang in range(60):
        noter("A", GenreMessage.INFORMATION, f"message {rang}")
    textes = [message.texte for message in derniers("A")]
    assert textes == [f"message {rang}" for rang in range(59, 9, -1)]
    assert [message.texte for message in derniers("A", 2)] == ["message 59", "message 58"]


def test_chaque_connexion_a_sa_console():
    noter("A", GenreMessage.INFORMATION, "pour A")
    noter("B", GenreMessage.INFORMATION, "pour B")
    assert [message.texte for message in derniers("A")] == ["pour A"]


def test_mille_messages_s_ecrivent_en_une_requete(django_assert_num_queries):
    lignes = [(GenreMessage.INFORMATION, f"message {rang}") for rang in range(1_000)]
    with django_assert_num_queries(1):
        assert noter_tout("A", lignes) == 1_000
    assert derniers("A", 1)[0].texte == "message 999"


def test_un_texte_trop_long_ou_sur_plusieurs_lignes_tient_sur_une_ligne_bornee():
    message = noter("A", GenreMessage.INFORMATION, "deux\n\tmots\x00 " + "x" * 5_000)
    message.refresh_from_db()
    assert message.texte.startswith("deux mots xxx")
    assert len(message.texte) == LONGUEUR_MAXIMALE
    assert message.texte.endswith("…")


def test_la_fin_d_une_connexion_emporte_ses_messages():
    noter("A", GenreMessage.INFORMATION, "pour A")
    noter("B", GenreMessage.INFORMATION, "pour B")
    oublier("A")
    assert derniers("A") == []
    assert len(derniers("B")) == 1


def test_la_purge_emporte_les_messages_des_connexions_finies():
    with time_machine.travel(INSTANT) as horloge:
        noter("A", GenreMessage.INFORMATION, "d'hier")
        horloge.shift(timedelta(hours=25))
        noter("A", GenreMessage.INFORMATION, "d'aujourd'hui")
        assert purger() == 1
    assert list(Message.objects.order_by("id").values_list("texte", flat=True)) == ["d'aujourd'hui"]
