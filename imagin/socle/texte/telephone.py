"""Telephones are written in one way, « 06 39 98 41 15 », from the feeds to the exports: the database knows it."""

from django.db.models import BooleanField, CheckConstraint, Func


class _BienEcrit(Func):
    """A number that can be read is written in its one way; what cannot be stays as it came."""

    template = "coalesce(imagin_telephone(%(expressions)s) = %(expressions)s, TRUE)"
    output_field = BooleanField()


def telephone_bien_ecrit(champ: str, nom: str) -> CheckConstraint:
    """The constraint `nom` of a column of telephones."""
    return CheckConstraint(name=nom, condition=_BienEcrit(champ))
