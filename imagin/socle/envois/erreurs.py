"""What may go wrong on the way out. Messages are French: they are kept on the row and shown to users."""


class DepotHorsTransaction(RuntimeError):
    """Something was deposited outside a transaction: it could leave although the decision did not."""


class AdresseInvalide(ValueError):
    """Not an address that mail can be sent to."""


class EchecTemporaire(Exception):
    """This row was not taken now and may be later; certain that nothing left."""


class EchecDuCanal(EchecTemporaire):
    """The way out itself is closed (server down, password refused): no use in trying the next row now."""


class Refus(Exception):
    """This row was refused for good, in the words given; certain that nothing left."""


class RetireEntreTemps(Exception):
    """Somebody withdrew the row while it was being prepared: nothing left, nothing to write."""
