"""Folded key of a text (no case, no accents, punctuation as spaces), computed by the database so that there is one."""

from django.contrib.postgres.search import SearchQueryField, SearchVector
from django.db.models import BooleanField, F, Func, GeneratedField, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat


class Cle(Func):
    """`Cle("nom")`: the key of a column or expression. « BÉNEC'H » → « benec h »."""

    function = "imagin_cle"
    output_field = TextField(db_collation="C")


def mots_commencent_par(champ: str, texte: str) -> Func:
    """Condition « the key `champ` has, for each word of `texte`, a word that begins so », served by a GIN index.

    The index is `GinIndex(SearchVector(champ, config="simple"))`.
    """
    debuts = Func(Value(texte), function="imagin_debuts_de_mots", output_field=SearchQueryField())
    mots = SearchVector(champ, config="simple")
    return Func(mots, debuts, template="(%(expressions)s)", arg_joiner=" @@ ", output_field=BooleanField())


def mots_de(cle: str, nom: str, prenom: str, autre_nom: str) -> Func:
    """The words by which a person is found: those of their key, glued compounds (« jeaneric »), « saint » for « St »,
    and those of another name of theirs. Served by `GinIndex(SearchVector(mots_de(…), config="simple"))`.
    """
    return Func(F(cle), F(nom), F(prenom), F(autre_nom), function="imagin_mots", output_field=TextField())


def champ_cle(premier: str, *suivants: str) -> GeneratedField:
    """Stored key of one or several text columns, in byte order so that a prefix is a range."""
    expression: Combinable = F(premier)
    for champ in suivants:
        expression = Concat(expression, Value(" "), F(champ))
    return GeneratedField(expression=Cle(expression), output_field=TextField(db_collation="C"), db_persist=True)
