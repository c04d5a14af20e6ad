from django.apps import AppConfig
from django.core.checks import register


class EchangesConfig(AppConfig):
    name = "imagin.echanges"
    label = "echanges"

    def ready(self) -> None:
        from imagin.domaine.federation.models import PREFIXE_DES_CANAUX
        from imagin.echanges.federation.canal import est_ouvert, ouvrir_federation
        from imagin.echanges.santorin.canal import SANTORIN, ouvrir_santorin
        from imagin.echanges.santorin.controles import controler_santorin
        from imagin.echanges.santorin.reglages import est_branche
        from imagin.socle.envois.canaux import enregistrer_canal, enregistrer_famille

        enregistrer_canal(SANTORIN, ouvrir_santorin, repetable=True, actif=est_branche)
        enregistrer_famille(PREFIXE_DES_CANAUX, ouvrir_federation, repetable=True, actif=est_ouvert)
        register(controler_santorin)
