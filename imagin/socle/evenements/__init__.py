"""Events: a lower room announces, handlers of higher rooms react, inside the announcer's transaction.

An event is a frozen dataclass defined by the room that announces it. Who reacts to what stands on one page,
`imagin.config.abonnements`. What must leave the house is deposited in the outbox by a handler.
"""

from imagin.socle.evenements.annonces import (
    AnnonceHorsTransaction,
    abonner,
    abonnes,
    annoncer,
    sauvegarde_des_abonnements,
)

__all__ = ["AnnonceHorsTransaction", "abonner", "abonnes", "annoncer", "sauvegarde_des_abonnements"]
