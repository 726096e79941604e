// The desk's service worker: it shows what is pushed, and opens the page that it is about. It keeps nothing, and no page
// goes through it.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  let said = {};
  try {
    said = event.data.json();
  } catch {
    // Nothing in it that could be read: that something is new is worth saying all the same.
  }
  event.waitUntil(
    self.registration.showNotification(said.title || "Front desk", {
      body: said.text || "",
      icon: "/static/icon-192.png",
      tag: said.tag || undefined,
      renotify: Boolean(said.tag),
      data: said.path,
    }),
  );
});

async function open(path) {
  const address = new URL(/^\/desk(\/|$)/.test(path || "") ? path : "/desk", location.origin).href;
  const windows = await self.clients.matchAll({ type: "window" });
  const there = windows.find((one) => new URL(one.url).pathname.startsWith("/desk"));
  if (!there) return self.clients.openWindow(address);
  await there.focus();
  return there.navigate(address);
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data));
});
