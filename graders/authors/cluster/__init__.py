"""A class graded on several machines: Dask carries tasks to where judges are, and results back.

    grade_class ---- scheduler ---- Dask worker ---- judge ---- fork server ---- learner's worker
     client.py        Dask's own     worker.py       judge.py

parcels.py     what travels: a task as bytes, what its tests found, what a host says of itself
client.py      the side of grade_class: who may judge, what is under way, what came back
worker.py      what a Dask worker is asked to do: tell about its host, keep a judge, hand it tasks
judge.py       the judge beside a Dask worker: it has collected, and does tasks as they come
turns.py       one test that needs the machine at a time on a host, and no other beside it
security.py    loopback or TLS: who may reach a scheduler may run code on all of its hosts
command.py     the command ``cluster``: certificates, a scheduler, a worker
"""
