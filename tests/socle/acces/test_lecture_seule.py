"""What answers a GET may only read: the database hears nothing else, whatever the word that the write begins with."""

import pytest

from imagin.socle.acces.middleware import EcritureEnLecture, ecriture_permise, est_une_lecture, refuser_ecriture

LECTURES = [
    "SELECT 1",
    "  (SELECT 1) UNION (SELECT 2)",
    "WITH t AS (SELECT 1 AS updated) SELECT * FROM t",
    "WITH t AS (SELECT * FROM x FOR UPDATE OF x) SELECT 1",
    "WITH t AS (SELECT * FROM x FOR UPDATE SKIP LOCKED) SELECT 1",
    'SAVEPOINT "s1"',
    'RELEASE SAVEPOINT "s1"',
    'ROLLBACK TO SAVEPOINT "s1"',
    "SET CONSTRAINTS ALL DEFERRED",
]
ECRITURES = [
    "INSERT INTO missions_mission (numero) VALUES (1)",
    'UPDATE "missions_mission" SET numero = 1',
    "DELETE FROM missions_mission",
    "WITH t AS (DELETE FROM missions_mission RETURNING id) SELECT * FROM t",
    "with t as (select 1) INSERT INTO missions_mission SELECT * FROM t",
    "WITH t AS (SELECT 1) UPDATE missions_mission SET numero = 1",
    "MERGE INTO missions_mission m USING x ON true WHEN MATCHED THEN DELETE",
    "COPY missions_mission FROM STDIN",
    "TRUNCATE missions_mission",
    "CALL vider()",
    "DO $$ BEGIN DELETE FROM missions_mission; END $$",
    "ALTER TABLE missions_mission ADD x int",
]


@pytest.mark.parametrize("sql", LECTURES)
def test_une_lecture_passe(sql):
    assert est_une_lecture(sql)
    assert refuser_ecriture(lambda *_: "lu", sql) == "lu"


@pytest.mark.exigence("GG-07")
@pytest.mark.parametrize("sql", ECRITURES)
def test_une_ecriture_est_refusee_quel_que_soit_son_mot(sql):
    with pytest.raises(EcritureEnLecture):
        refuser_ecriture(lambda *_: "écrit", sql)


def test_la_session_et_la_console_s_ecrivent_en_lisant():
    for table in ("django_session", "console_message"):
        assert refuser_ecriture(lambda *_: "écrit", f'UPDATE "{table}" SET x = 1') == "écrit"


def test_une_vue_peut_dire_qu_elle_ecrit():
    with ecriture_permise():
        assert refuser_ecriture(lambda *_: "écrit", "DELETE FROM missions_mission") == "écrit"
