"""wait and as_completed: several results, as they come."""

import asyncio

from harness import Boom, attempt, attempt_call, log, scenario, ticks, turns


async def after(delay, value):
    await asyncio.sleep(delay)
    return value


async def fails_after(delay, message):
    await asyncio.sleep(delay)
    raise Boom(message)


def task(coroutine, name):
    return asyncio.create_task(coroutine, name=name)


def names(tasks):
    return {each.get_name() for each in tasks}


@scenario("A143")
async def wait_for_all_raises_no_failure():
    tasks = [task(after(2, 1), "a"), task(fails_after(1, "b"), "b"), task(after(9, 3), "c")]
    tasks[2].cancel()
    done, pending = await asyncio.wait(tasks)
    log("done", names(done), "pending", names(pending))
    log(tasks)


@scenario("A143")
async def wait_for_the_first_leaves_the_rest_running():
    tasks = [task(after(2, 1), "a"), task(after(1, 2), "b"), task(after(1, 3), "c")]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    log("done", names(done), "pending", names(pending))
    await asyncio.sleep(1)
    log(tasks)


@scenario("A143")
async def wait_for_the_first_failure_passes_values_by():
    tasks = [
        task(after(1, 1), "a"),
        task(fails_after(2, "b"), "b"),
        task(after(3, 3), "c"),
    ]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    log("done", names(done), "pending", names(pending))
    log(tasks)


@scenario("A143")
async def wait_for_the_first_failure_takes_no_cancel_for_one():
    tasks = [task(after(1, 1), "a"), task(after(9, 2), "b")]
    tasks[1].cancel()
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    log("done", names(done), "pending", names(pending))


@scenario("A143")
async def wait_that_times_out_cancels_nothing():
    tasks = [task(after(1, 1), "a"), task(after(3, 3), "b")]
    done, pending = await asyncio.wait(tasks, timeout=2)
    log("done", names(done), "pending", names(pending))
    done, pending = await asyncio.wait(tasks)
    log("done", names(done), "pending", names(pending))


@scenario("A143")
async def wait_with_no_time_looks_once():
    tasks = [task(after(0, 1), "a"), task(after(3, 3), "b")]
    await turns(2)
    done, pending = await asyncio.wait(tasks, timeout=0)
    log("done", names(done), "pending", names(pending))


@scenario("A143")
async def wait_for_the_first_of_which_one_has_ended():
    one, two = task(after(0, 1), "a"), task(after(5, 2), "b")
    await one
    turned = []
    asyncio.get_running_loop().call_soon(turned.append, True)
    done, pending = await asyncio.wait([one, two], return_when=asyncio.FIRST_COMPLETED)
    log("done", names(done), "pending", names(pending))
    log("took a turn", bool(turned))


@scenario("A143")
async def waiter_resumes_two_turns_after_the_last_end():
    async def child():
        await asyncio.sleep(1)
        ticks(4)
        log("child ends")

    await asyncio.wait([asyncio.create_task(child())])
    log("waiter resumes")
    await turns(2)


@scenario("A143")
async def cancel_of_a_wait_cancels_nothing_else():
    async def waits():
        await asyncio.wait(tasks)

    tasks = [task(after(2, 1), "a"), task(after(3, 2), "b")]
    waiter = asyncio.create_task(waits())
    await asyncio.sleep(1)
    waiter.cancel("stop")
    await attempt("waiter", waiter)
    log(tasks)
    await asyncio.wait(tasks)
    log(tasks)


@scenario("A143")
async def wait_for_nothing_is_refused():
    async def waits():
        await asyncio.wait([])

    await attempt("wait", waits())


@scenario("A144")
async def completed_results_come_in_the_order_of_their_ends():
    tasks = [task(after(3, "a"), "a"), task(after(1, "b"), "b"), task(after(2, "c"), "c")]
    for each in asyncio.as_completed(tasks):
        log("got", await each)


@scenario("A144")
async def ended_results_come_first():
    tasks = [task(after(4, "a"), "a"), task(after(2, "b"), "b"), task(after(1, "c"), "c")]
    await asyncio.sleep(3)
    for each in asyncio.as_completed(tasks):
        log("got", await each)


@scenario("A144")
async def failures_come_in_their_place():
    tasks = [task(after(2, "a"), "a"), task(fails_after(1, "b"), "b")]
    for each in asyncio.as_completed(tasks):
        await attempt("next", each)


@scenario("A144")
async def as_completed_raises_a_timeout_for_the_rest():
    tasks = [task(after(1, "a"), "a"), task(after(9, "b"), "b")]
    try:
        for each in asyncio.as_completed(tasks, timeout=2):
            log("got", await each)
    except TimeoutError as e:
        log("caught", e)
    log(tasks)


@scenario("A144", since=(3, 13))
async def as_completed_gives_the_very_tasks():
    tasks = [task(after(2, "a"), "a"), task(after(1, "b"), "b"), task(after(1, "c"), "c")]
    async for each in asyncio.as_completed(tasks):
        log("got", each.get_name(), each, "ours", each in tasks)


@scenario("A144", since=(3, 13))
async def as_completed_can_be_resumed():
    tasks = [task(after(n, n), str(n)) for n in (3, 1, 2)]
    source = asyncio.as_completed(tasks)
    async for each in source:
        log("first loop", each)
        break
    async for each in source:
        log("second loop", each)
