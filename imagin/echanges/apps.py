from django.apps import AppConfig
from django.core.checks import register


class EchangesConfig(AppConfig):
    name = "imagin.echanges"
    label = "echanges"

    def ready(self) -> None:
        from imagin.echanges.santorin.canal import SANTORIN, ouvrir_santorin
        from imagin.echanges.santorin.controles import controler_santorin
        from imagin.echanges.santorin.reglages import est_branche
        from imagin.socle.envois.canaux import enregistrer_canal

        enregistrer_canal(SANTORIN, ouvrir_santorin, repetable=True, actif=est_branche)
        register(controler_santorin)
