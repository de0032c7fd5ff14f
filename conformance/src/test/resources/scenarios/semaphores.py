"""Semaphores and barriers."""

import asyncio

from harness import attempt, attempt_call, log, scenario, ticks, turns


async def worker(semaphore, name, seconds=1):
    async with semaphore:
        log(name, "works")
        await asyncio.sleep(seconds)


def workers(semaphore, names):
    return [asyncio.create_task(worker(semaphore, name)) for name in names]


@scenario("A87")
async def so_many_work_at_once_in_order():
    await asyncio.gather(*workers(asyncio.Semaphore(2), "abcde"))


@scenario("A87", "A1")
async def free_permit_takes_no_turn():
    semaphore = asyncio.Semaphore(1)
    ticks(1)
    async with semaphore:
        log("held, locked", semaphore.locked())
    log("released, locked", semaphore.locked())
    await turns(1)


@scenario("A87")
async def cancelled_waiters_are_skipped():
    semaphore = asyncio.Semaphore(1)
    tasks = workers(semaphore, "abcd")
    await asyncio.sleep(0.5)
    tasks[1].cancel()
    tasks[2].cancel()
    await asyncio.wait(tasks)
    log(tasks, "locked", semaphore.locked())


@scenario("A87")
async def permit_of_a_woken_and_cancelled_waiter_goes_to_the_next():
    semaphore = asyncio.Semaphore(0)
    a, b = workers(semaphore, "ab")
    await asyncio.sleep(1)
    semaphore.release()
    a.cancel()
    ticks(3)
    await attempt("a", a)
    await attempt("b", b)
    log("locked", semaphore.locked())


@scenario("A87")
async def release_after_the_cancel_of_the_only_waiter_keeps_its_permit():
    semaphore = asyncio.Semaphore(0)
    [a] = workers(semaphore, "a")
    await asyncio.sleep(1)
    a.cancel()
    semaphore.release()
    await attempt("a", a)
    log("locked", semaphore.locked())
    await worker(semaphore, "b")


@scenario("A88")
async def newcomer_does_not_overtake_the_waiters():
    semaphore = asyncio.Semaphore(0)
    tasks = workers(semaphore, "ab")
    await asyncio.sleep(1)
    semaphore.release()
    semaphore.release()
    semaphore.release()
    log("locked", semaphore.locked())
    await worker(semaphore, "newcomer")
    await asyncio.gather(*tasks)


@scenario("A88")
async def releases_wake_the_waiters_in_order():
    semaphore = asyncio.Semaphore(0)
    tasks = workers(semaphore, "abc")
    await asyncio.sleep(1)
    ticks(2)
    semaphore.release()
    semaphore.release()
    await turns(2)
    semaphore.release()
    await asyncio.gather(*tasks)


@scenario("A89")
async def bounded_semaphore_refuses_a_release_too_many():
    semaphore = asyncio.BoundedSemaphore(1)
    async with semaphore:
        log("held")
    attempt_call("release", semaphore.release)


async def party(barrier, name, seconds=0.0):
    await asyncio.sleep(seconds)
    await attempt(name, barrier.wait())


@scenario("A90")
async def parties_leave_together_with_their_indices():
    barrier = asyncio.Barrier(3)
    tasks = [asyncio.create_task(party(barrier, name, n)) for n, name in enumerate("abc")]
    await asyncio.gather(*tasks)


@scenario("A90")
async def last_party_does_not_wait():
    barrier = asyncio.Barrier(2)
    task = asyncio.create_task(party(barrier, "a"))
    await asyncio.sleep(1)
    ticks(3)
    await party(barrier, "last")
    await task


@scenario("A90")
async def barrier_is_reusable():
    barrier = asyncio.Barrier(2)

    async def rounds(name, seconds):
        for number in (1, 2, 3):
            await asyncio.sleep(seconds)
            await barrier.wait()
            log(name, "round", number)

    await asyncio.gather(rounds("a", 1), rounds("b", 2))


@scenario("A91")
async def arrival_during_the_draining_waits_for_the_next_round():
    barrier = asyncio.Barrier(2)
    tasks = [asyncio.create_task(party(barrier, name)) for name in "abcd"]
    await asyncio.gather(*tasks)
    log("broken", barrier.broken)


@scenario("A91")
async def cancelled_party_does_not_block_the_rest():
    barrier = asyncio.Barrier(2)
    a = asyncio.create_task(party(barrier, "a"))
    await asyncio.sleep(1)
    a.cancel()
    await asyncio.sleep(1)
    b = asyncio.create_task(party(barrier, "b"))
    c = asyncio.create_task(party(barrier, "c", 1))
    await asyncio.gather(b, c)
    log("broken", barrier.broken)


@scenario("A92")
async def reset_breaks_those_who_wait_and_starts_anew():
    barrier = asyncio.Barrier(3)
    a, b = [asyncio.create_task(party(barrier, name)) for name in "ab"]
    await asyncio.sleep(1)
    await reset(barrier)
    await asyncio.gather(a, b)
    log("broken", barrier.broken)
    await asyncio.gather(*[party(barrier, name) for name in "cde"])


async def reset(barrier):
    await barrier.reset()


@scenario("A92")
async def abort_breaks_all_until_the_reset():
    barrier = asyncio.Barrier(2)
    a = asyncio.create_task(party(barrier, "a"))
    await asyncio.sleep(1)
    await barrier.abort()
    await a
    log("broken", barrier.broken)
    await party(barrier, "late")
    await reset(barrier)
    log("broken", barrier.broken)
    await asyncio.gather(party(barrier, "b"), party(barrier, "c"))
