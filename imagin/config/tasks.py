"""Upkeep that bears on rooms of the domain, by the job worker."""

from datetime import timedelta

from django.conf import settings
from procrastinate.contrib.django import app

from imagin.domaine.acces.actions import oublier_connexions, oublier_journal
from imagin.domaine.competences.actions import recalculer_systeme
from imagin.domaine.federation.actions import recalculer_empreintes, reconnaitre_les_inconnues
from imagin.domaine.perimetre.rules import systeme
from imagin.domaine.revisions.actions import lever_ce_qui_ne_contredit_plus
from imagin.echanges.federation.rapprochement import rapprocher_tous
from imagin.echanges.federation.veille import veiller
from imagin.echanges.santorin.depot import rapprocher_missions
from imagin.socle.envois.suivi import oublier_envois
from imagin.socle.imports.models import oublier_imports
from imagin.socle.temps import maintenant

ESSAIS_DE_RAPPROCHEMENT = 5


@app.periodic(cron="53 3 * * *")
@app.task(name="config.oublier", queueing_lock="config.oublier")
def oublier_ce_qui_ne_sert_plus(timestamp: int) -> tuple[int, int]:
    """Each night, delete connections, sent mails, reports of imports and the security journal past their time.

    Returns how many connections and mails; `timestamp` is unused.
    """
    instant = maintenant()
    connexions = instant - timedelta(days=settings.IMAGIN_CONSERVATION_CONNEXIONS)
    envois = instant - timedelta(days=settings.IMAGIN_CONSERVATION_ENVOIS)
    oublier_imports(instant - timedelta(days=settings.IMAGIN_CONSERVATION_IMPORTS))
    oublier_journal(systeme("entretien"), avant=instant - timedelta(days=settings.IMAGIN_CONSERVATION_JOURNAL))
    return oublier_connexions(systeme("entretien"), avant=connexions), oublier_envois(envois)


@app.periodic(cron="41 4 * 9 *")
@app.task(name="config.changer_d_annee", queueing_lock="config.changer_d_annee")
def changer_d_annee(timestamp: int) -> tuple[int, int]:
    """Each night of September, let the teachings of the year begun say who is competent; how many set, and removed.

    STS-WEB gave them before their time. `timestamp` is unused.

    Guide: G3.3-03.
    """
    return recalculer_systeme(systeme("rentrée"))


@app.periodic(cron="17 5 * * *")
@app.task(name="config.rapprocher_santorin", queueing_lock="config.rapprocher_santorin")
def rapprocher_santorin(timestamp: int) -> int:
    """Each morning, after the night's imports, tell SANTORIN what they changed; how many messages. `timestamp` unused.

    Guide: G4.2-15.
    """
    return rapprocher_missions()


@app.periodic(cron="11 4 * * *")
@app.task(name="config.reconnaitre_personnes", queueing_lock="config.reconnaitre_personnes")
def reconnaitre_les_personnes_d_ailleurs(timestamp: int) -> int:
    """Each night, after the imports, see who other académies meant by people unknown till then; how many. `timestamp`
    unused.

    Guide: G4.6-06.
    """
    nuit = systeme("rapprochement")
    recalculer_empreintes(nuit)
    return reconnaitre_les_inconnues(nuit)


@app.periodic(cron="47 4 * * *")
@app.task(name="config.lever_revisions", queueing_lock="config.lever_revisions")
def lever_revisions(timestamp: int) -> int:
    """Each night, close what is « à revoir » of convocations gone by, or no longer contradicted; how many. `timestamp`
    unused.

    Guide: GX-01.
    """
    return lever_ce_qui_ne_contredit_plus(systeme("nuit"))


@app.periodic(cron="23 4 * * *")
@app.task(name="config.rapprocher_federation", queueing_lock="config.rapprocher_federation")
def rapprocher_federation(timestamp: int, partenaires: list[str] | None = None, essai: int = 1) -> list[str]:
    """Each night, compare with the other académies what they hold of our summons; returns those that did not answer.

    They are asked again an hour later, until 8:23. `timestamp` unused.

    Guide: G4.6-05.
    """
    muets = rapprocher_tous(partenaires)
    if muets and essai < ESSAIS_DE_RAPPROCHEMENT:
        plus_tard = rapprocher_federation.configure(schedule_in={"hours": 1})
        plus_tard.defer(timestamp=timestamp, partenaires=[*muets], essai=essai + 1)
    return muets


@app.periodic(cron="* * * * *")
@app.task(name="config.veiller_partenaires", queueing_lock="config.veiller_partenaires")
def veiller_sur_les_partenaires(timestamp: int) -> None:
    """Each minute, ask the other académies how they are, so that no page has to. `timestamp` unused.

    Guide: G4.6-03.
    """
    veiller()
