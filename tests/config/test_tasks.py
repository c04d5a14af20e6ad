"""What no longer serves is deleted at night."""

from datetime import timedelta

import pytest

from imagin.config.tasks import oublier_ce_qui_ne_sert_plus
from imagin.domaine.acces.models import Connexion
from imagin.socle.envois.enums import COURRIEL, EtatEnvoi
from imagin.socle.envois.models import Envoi
from imagin.socle.imports.models import Difference, Import
from imagin.socle.temps import maintenant
from tests import factories as f


@pytest.mark.django_db
def test_vieilles_connexions_et_vieux_mels_partis_s_oublient_le_reste_reste(settings):
    settings.IMAGIN_CONSERVATION_CONNEXIONS, settings.IMAGIN_CONSERVATION_ENVOIS = 365, 730
    compte, ici = f.compte(), f.etablissement()
    for jours in (400, 300):
        quand = maintenant() - timedelta(days=jours)
        Connexion.objects.create(
            compte=compte, etablissement=ici, ouverte_le=quand, derniere_activite=quand, fermee_le=quand, fin="QUITTEE"
        )
    vieux = maintenant() - timedelta(days=731)
    incertain = {"etat": EtatEnvoi.INCERTAIN, "envoye_le": None}
    partis = {"vieux": vieux, "récent": maintenant()}
    for nom, champs in {
        **{n: {"etat": EtatEnvoi.ENVOYE, "envoye_le": q} for n, q in partis.items()},
        "?": incertain,
    }.items():
        Envoi.objects.create(canal=COURRIEL, cle=nom, sujet=nom, message_id=nom, cree_le=vieux, **champs)
    for jours in (366, 300):
        quand = maintenant() - timedelta(days=jours)
        bilan = Import.objects.create(connecteur="epp", fichier=f"{jours}.csv", commence_le=quand)
        Difference.objects.create(rapport=bilan, objet="intervenants", sorte="R", cle="4100001", designation="ROY Léa")
    assert oublier_ce_qui_ne_sert_plus(0) == (1, 1)
    assert set(Envoi.objects.values_list("sujet", flat=True)) == {"récent", "?"}
    assert Connexion.objects.count() == 1
    assert [d.rapport.fichier for d in Difference.objects.select_related("rapport")] == ["300.csv"]
