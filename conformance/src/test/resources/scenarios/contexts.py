"""Context variables: who sees which value."""

import asyncio
from contextvars import ContextVar

from harness import log, scenario, turns

user = ContextVar("user", default="nobody")


@scenario("A35")
async def task_sees_the_values_of_its_creator():
    async def child():
        log("child sees", user.get())

    user.set("ada")
    task = asyncio.create_task(child())
    user.set("grace")
    await task
    log("main sees", user.get())


@scenario("A35")
async def what_a_task_sets_stays_in_it():
    async def child():
        user.set("child")
        await asyncio.sleep(1)
        log("child sees", user.get())

    task = asyncio.create_task(child())
    await task
    log("main sees", user.get())


@scenario("A35")
async def what_an_awaited_coroutine_sets_is_seen():
    async def inner():
        user.set("inner")
        await asyncio.sleep(1)

    await inner()
    log("main sees", user.get())


@scenario("A35")
async def interleaved_tasks_keep_their_values_apart():
    async def child(name, seconds):
        user.set(name)
        for _ in range(2):
            await asyncio.sleep(seconds)
            log(name, "sees", user.get())

    await asyncio.gather(child("ada", 1), child("grace", 1.5))
    log("main sees", user.get())


@scenario("A35")
async def callbacks_see_the_values_of_their_registration():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    user.set("ada")
    loop.call_soon(lambda: log("call_soon sees", user.get()))
    loop.call_later(1, lambda: log("call_later sees", user.get()))
    future.add_done_callback(lambda _: log("callback sees", user.get()))
    user.set("grace")
    future.set_result(None)
    await asyncio.sleep(2)


@scenario("A35")
async def what_a_callback_sets_stays_in_it():
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: (user.set("callback"), log("callback sees", user.get())))
    await turns(2)
    log("main sees", user.get())


@scenario("A35")
async def token_takes_a_value_back():
    token = user.set("ada")
    log("sees", user.get())
    user.reset(token)
    log("sees", user.get())


@scenario("A35", "A36")
async def children_of_a_group_see_the_values_of_their_creation():
    async def child():
        log("child sees", user.get())

    async with asyncio.TaskGroup() as group:
        user.set("ada")
        group.create_task(child())
        user.set("grace")
        group.create_task(child())
