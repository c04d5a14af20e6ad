"""The one outbox: whatever leaves IMAG'IN is a row written in the transaction that decides it, sent afterwards.

- `depot`: what deciders call (`deposer_courriel`, `deposer_courriels`; `deposer_messages` for other channels);
- `suivi`: what screens read, and what a person may decide about what did not leave (`relancer`, `retirer`);
- `canaux`: how a new way out is added, what it may be (repeatable, switched off); `smtp` is the mail's;
- `expedition`: the sender, run by the job worker.

Each row is sent once even when the sender dies: see `expedition`.
"""
