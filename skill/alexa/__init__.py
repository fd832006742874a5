"""Everything that knows Amazon: request envelopes in, responses out.

Only this room imports the ASK SDK.
"""
