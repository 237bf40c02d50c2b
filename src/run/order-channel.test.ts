import { expect, test } from 'vitest'
import { OrderGiver, OrderTaker } from './order-channel.ts'

function ends(name: string) {
  const giver = new OrderGiver<string, string>(name)
  return { giver, comeForOrder: () => new OrderTaker<string, string>(name) }
}

test('An order reaches whoever has come for it before it was known', async () => {
  const { giver, comeForOrder } = ends('early')

  const taker = comeForOrder()
  await giver.awaited
  giver.give('sail at dawn')

  expect(await taker.order).toBe('sail at dawn')
  taker.done()
  await giver.done
  giver.close()
})

test('What is given before anybody is there is taken when somebody comes, in its order', async () => {
  const { giver, comeForOrder } = ends('later')
  giver.summon('to the quay')
  giver.give('sail at dawn')

  const taker = comeForOrder()
  const heard: unknown[] = []
  void taker.summons.then((summons) => heard.push(summons))
  heard.push(await taker.order)

  expect(heard).toEqual(['to the quay', 'sail at dawn'])
  taker.done()
  giver.close()
})

test('Who leads knows when the order has been carried out, and not before', async () => {
  const { giver, comeForOrder } = ends('carried-out')
  let isDone = false
  void giver.done.then(() => {
    isDone = true
  })
  const taker = comeForOrder()
  await giver.awaited
  giver.give('sail at dawn')
  await taker.order

  expect(isDone).toBe(false)
  taker.done()
  await giver.done
  expect(isDone).toBe(true)
  giver.close()
})

test('Who has come for an order that there will not be is told so', async () => {
  const { giver, comeForOrder } = ends('nothing')

  const taker = comeForOrder()
  await giver.awaited
  giver.give()

  expect(await taker.order).toBeUndefined()
  taker.done()
  giver.close()
})

test('The order of one run is not that of another', async () => {
  const mine = ends('mine')
  const others = ends('others')
  const taker = mine.comeForOrder()
  await mine.giver.awaited

  others.giver.give('scuttle the ship')
  mine.giver.give('sail at dawn')

  expect(await taker.order).toBe('sail at dawn')
  taker.done()
  mine.giver.close()
  others.giver.close()
})

test('An order for nobody is no mistake of who gives it', () => {
  const { giver } = ends('nobody')
  giver.give('wait for the tide')
  giver.close()

  expect(() => giver.give('sail at dawn')).not.toThrow()
})
