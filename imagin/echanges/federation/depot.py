"""What partners must be told of the summons of their people, deposited in the transaction that decides it.

One rule for handlers and nightly comparison: compose the present state of an affectation, compare it with what the
partner was last told, deposit only what differs. So a change that nobody sees there sends nothing, and nothing is sent
twice. A message is a whole state, under the next number of its dossier: the last one is enough.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from imagin.domaine.convocations.events import ConvocationsAnnulees, Convoquee
from imagin.domaine.convocations.models import Convocation
from imagin.domaine.federation.actions import noter_dossiers_transmis
from imagin.domaine.federation.models import Partenaire
from imagin.domaine.federation.racines import partenaires_ouverts
from imagin.domaine.perimetre.rules import systeme
from imagin.echanges.federation.ecarts import RIEN_DE_TENU, EtatADire, Tenues, etats_a_dire
from imagin.echanges.federation.lecture import (
    Concernee,
    concernees,
    concernees_par_lettre,
    verrouiller,
)
from imagin.echanges.federation.messages import messages, retrait_sans_nom
from imagin.socle.envois.depot import deposer_messages

NUIT = "rapprochement"


def dire_ailleurs_qui_est_convoque(evenement: Convoquee) -> None:
    """Tell their homes of the people of other académies who were summoned, or whose summons changed.

    One query when nobody is of elsewhere.

    Guide: G4.6-04.
    """
    if trouvees := concernees_par_lettre(evenement.convocations):
        lettres = Convocation.objects.filter(pk__in=evenement.convocations)
        _deposer(trouvees, par=lettres.values_list("emise_par", flat=True)[0])


def dire_ailleurs_qui_ne_l_est_plus(evenement: ConvocationsAnnulees) -> None:
    """Tell them of those who are summoned no more: cancelled, or released from a mission that CYCLADES withdrew.

    One query when nobody is of elsewhere.

    Guide: G4.6-04.
    """
    if trouvees := concernees_par_lettre(evenement.convocations):
        _deposer(trouvees, par=evenement.par)


def deposer_ce_qui_differe(affectations: Collection[int], partenaire: Partenaire) -> int:
    """Deposit what that partner was not told yet of these affectations; returns how many messages.

    A fixed number of queries whatever their number. To call in a transaction.
    """
    return _deposer(siennes(affectations, partenaire), par=NUIT)


def redeposer(tenues: Tenues, partenaire: Partenaire) -> int:
    """Tell that partner again of affectations (keys) that it holds at these sequences, and not as we told them.

    Their present state, whatever we remember; of one that is not its business, that it is no dossier, and not whom it
    was about. Returns how many messages. To call in a transaction.
    """
    trouvees = siennes(tenues, partenaire)
    inconnues = sorted(tenues.keys() - {trouvee.affectation for trouvee in trouvees})
    retraits = [retrait_sans_nom(partenaire, cle, tenues[cle] + 1, par=NUIT) for cle in inconnues]
    deposer_messages(partenaire.canal, retraits)
    return len(retraits) + _deposer(trouvees, par=NUIT, tenues=tenues)


def siennes(affectations: Iterable[int], partenaire: Partenaire) -> list[Concernee]:
    """Those of these affectations that are that partner's business, or were."""
    return [trouvee for trouvee in concernees([*affectations]) if trouvee.partenaire == partenaire.pk]


def _deposer(trouvees: Sequence[Concernee], *, par: str, tenues: Tenues = RIEN_DE_TENU) -> int:
    """Lock, compare, deposit for each partner, and remember; how many messages."""
    if not trouvees:
        return 0
    verrouiller(trouvee.affectation for trouvee in trouvees)
    etats = sorted(etats_a_dire(trouvees, tenues=tenues), key=attrgetter("etat.partenaire", "etat.affectation"))
    partenaires = partenaires_ouverts().in_bulk({a_dire.etat.partenaire for a_dire in etats}) if etats else {}
    nombre = 0
    for cle, lot in groupby(etats, attrgetter("etat.partenaire")):
        if cle in partenaires:  # else closed in between
            nombre += _deposer_chez(partenaires[cle], list(lot), par)
    return nombre


def _deposer_chez(partenaire: Partenaire, etats: Sequence[EtatADire], par: str) -> int:
    deposer_messages(partenaire.canal, messages(partenaire, etats, par=par))
    noter_dossiers_transmis(systeme(par), etats=[a_dire.etat for a_dire in etats])
    return len(etats)
