"""Tasks that start at once."""

import asyncio

from harness import Boom, attempt, log, scenario, ticks, turns


@scenario("A148", since=(3, 12), eager=True)
async def eager_task_that_need_not_wait_has_ended_when_it_is_made():
    async def child():
        log("child runs")
        return "value"

    task = asyncio.create_task(child())
    log("created, task", task, "cancel", task.cancel())


@scenario("A148", since=(3, 12), eager=True)
async def eager_task_that_fails_at_once():
    async def child():
        raise Boom("child")

    task = asyncio.create_task(child())
    log("created, task", task)


@scenario("A149", since=(3, 12), eager=True)
async def eager_task_that_waits_goes_on_as_any_other():
    async def child():
        log("child runs")
        await asyncio.sleep(0)
        log("child goes on")

    task = asyncio.create_task(child())
    log("created, task", task)
    ticks(3)
    await task
    log("task", task)
    await turns(2)


@scenario("A149", since=(3, 12), eager=True)
async def cancel_of_an_eager_task_that_waits_arrives():
    async def child():
        await attempt("child", asyncio.sleep(9))

    task = asyncio.create_task(child())
    task.cancel("stop")
    await attempt("task", task)


@scenario("A150", since=(3, 12), eager=True)
async def current_task_is_the_eager_one_and_then_the_creator_again():
    async def child():
        log("in the child", asyncio.current_task() is not main)
        await asyncio.sleep(0)
        log("in the child", asyncio.current_task() is task)

    main = asyncio.current_task()
    task = asyncio.create_task(child())
    log("in main", asyncio.current_task() is main)
    await task
    log("in main", asyncio.current_task() is main)


@scenario("A150", since=(3, 12), eager=True)
async def all_tasks_know_the_eager_ones_that_wait():
    async def child():
        await asyncio.sleep(0)

    async def at_once():
        pass

    asyncio.current_task().set_name("main")
    asyncio.create_task(at_once(), name="ended")
    asyncio.create_task(child(), name="waiting")
    log({task.get_name() for task in asyncio.all_tasks()})
    await turns(2)
    log({task.get_name() for task in asyncio.all_tasks()})


@scenario("A148", "A137", since=(3, 12), eager=True)
async def eager_children_of_a_gather_may_end_at_once():
    async def child(name):
        log(name)
        return name

    ticks(1)
    log(await asyncio.gather(child("a"), child("b")))
    await turns(1)


@scenario("A148", "A36", since=(3, 12), eager=True)
async def eager_children_of_a_group_may_end_at_once():
    async def child(name):
        log(name)
        return name

    ticks(1)
    async with asyncio.TaskGroup() as group:
        a = group.create_task(child("a"))
        b = group.create_task(child("b"))
        log("body ends", a, b)
    log("after")
    await turns(1)
