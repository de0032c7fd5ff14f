"""Writes the logs of all scenarios: beside them, or into the folder that is given."""

import pathlib
import platform
import sys

import harness

SUBJECTS = """
    tasks
    cancels
    futures
    calls
    gathers
    groups
    timeouts
    waits
    shields
    locks
    conditions
    semaphores
    queues
    generators
    contexts
    runners
    threads
    eager
""".split()


def main():
    here = pathlib.Path(__file__).parent
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here
    for subject in SUBJECTS:
        harness.SCENARIOS.clear()
        __import__(subject)
        log = [f"# Written by CPython {platform.python_version()}: python3 record.py\n"]
        for scenario in harness.SCENARIOS:
            if sys.version_info >= scenario.since:
                since = ".".join(map(str, scenario.since))
                log.append(f"\n== {scenario.__name__}: {' '.join(scenario.ids)}, since {since}\n")
                log += [line + "\n" for line in harness.record(scenario)]
        (folder / f"{subject}.log").write_text("".join(log))


main()
