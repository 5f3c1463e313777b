/* Elements with data-live="topic" follow what the server says about that topic. Inside them data-live-text="field"
   shows a value, data-live-value="field" fills a progress bar, data-live-shown="field" hides what is nothing, and
   data-live-say="field" speaks its data-text when the value rises. The event live:said carries each payload.
   One WebSocket serves the page; where none opens, the page asks again and again, less often while nothing happens. */
(function () {
  "use strict";
  const FAILURES = 2;
  const LASTED = 5000;
  const FIRST_WAIT = 2000;
  const LONGEST_WAIT = 20000;
  const REMEMBERED = 10 * 60 * 1000;
  // The server's word that this socket has lost its right; what has become of it is asked by HTTP.
  const NO_LONGER = 4401;

  function each(root, name, act) {
    const nodes = Array.from(root.querySelectorAll("[" + name + "]"));
    if (root.hasAttribute(name)) nodes.push(root);
    nodes.forEach((node) => act(node, node.getAttribute(name)));
  }

  function fill(node, value) {
    if (value === null || value === undefined) node.removeAttribute("value");
    else node.value = value;
  }

  function speak(node, value) {
    if (Number(value) > Number(node.dataset.last)) node.textContent = node.dataset.text.replace("{n}", value);
    node.dataset.last = value;
  }

  function show(element, data) {
    each(element, "data-live-text", (node, field) => { node.textContent = data[field]; });
    each(element, "data-live-value", (node, field) => fill(node, data[field]));
    each(element, "data-live-shown", (node, field) => { node.hidden = !data[field]; });
    each(element, "data-live-say", (node, field) => speak(node, data[field]));
    element.dispatchEvent(new CustomEvent("live:said", { detail: data, bubbles: true }));
  }

  function followed() {
    return Array.from(document.querySelectorAll("[data-live]"));
  }

  // Many pages lose the same server at the same moment and must not all come back at the same moment.
  function spread(wait) {
    return wait * (0.75 + Math.random() / 2);
  }

  // Private windows may refuse to remember: then each page finds out for itself.
  function remembered() {
    try {
      return Date.now() - Number(sessionStorage.getItem("live-without-socket")) < REMEMBERED;
    } catch (error) {
      return false;
    }
  }

  function remember() {
    try {
      sessionStorage.setItem("live-without-socket", String(Date.now()));
    } catch (error) {
      return;
    }
  }

  class Line {
    constructor(url, sockets) {
      this.url = url;
      this.sockets = sockets && "WebSocket" in window && !remembered();
      this.topics = [];
      this.said = {};
      this.failures = 0;
      this.rest();
    }

    rest() {
      clearTimeout(this.timer);
      const socket = this.socket;
      this.socket = null;
      this.wait = FIRST_WAIT;
      if (socket && socket.readyState === WebSocket.OPEN) socket.close();
    }

    // Begin, or begin anew when the page follows something else than before.
    follow() {
      const topics = Array.from(new Set(followed().map((element) => element.dataset.live))).sort();
      if (topics.join() === this.topics.join()) return;
      this.topics = topics;
      this.begin();
    }

    begin() {
      this.rest();
      if (!this.topics.length) return;
      if (this.sockets) this.open();
      else this.timer = setTimeout(() => this.ask(), spread(this.wait));
    }

    address(scheme) {
      const query = this.topics.map((topic) => "topic=" + encodeURIComponent(topic)).join("&");
      return scheme + "//" + location.host + this.url + "?" + query;
    }

    open() {
      const socket = new WebSocket(this.address(location.protocol.replace("http", "ws")));
      const begun = Date.now();
      this.socket = socket;
      socket.onmessage = (event) => {
        const message = JSON.parse(event.data);
        this.hear(message.topic, message.data);
      };
      socket.onclose = (event) => {
        if (socket === this.socket) this.lost(event.code, Date.now() - begun > LASTED);
      };
    }

    lost(code, lasted) {
      this.socket = null;
      this.failures = lasted ? 0 : this.failures + 1;
      if (code === NO_LONGER) {
        this.ask();
      } else if (this.failures < FAILURES) {
        this.timer = setTimeout(() => this.open(), spread(this.wait));
      } else {
        remember();
        this.sockets = false;
        this.ask();
      }
    }

    // Whether the topic says something new; then the page shows it.
    hear(topic, data) {
      const text = JSON.stringify(data);
      if (this.said[topic] === text) return false;
      this.said[topic] = text;
      followed().filter((element) => element.dataset.live === topic).forEach((element) => show(element, data));
      return true;
    }

    async ask() {
      clearTimeout(this.timer);
      if (document.hidden) return;
      const topics = this.topics;
      let answer = null;
      try {
        answer = await fetch(this.address(location.protocol), {
          headers: { "Accept": "application/json", "X-Passive": "yes" },
          credentials: "same-origin",
          redirect: "manual",
          cache: "no-store",
        });
      } catch (error) {
        answer = null;
      }
      if (topics !== this.topics) return;
      if (answer && answer.status < 500 && !answer.ok) {
        const said = await answer.json().catch(() => ({}));
        const detail = { status: answer.status, message: said.message };
        document.dispatchEvent(new CustomEvent("live:ended", { detail }));
        return;
      }
      const news = answer && answer.ok ? this.hearAll(await answer.json()) : false;
      this.wait = news ? FIRST_WAIT : Math.min(this.wait * 1.5, LONGEST_WAIT);
      this.timer = setTimeout(() => this.ask(), spread(this.wait));
    }

    hearAll(payloads) {
      return Object.keys(payloads).filter((topic) => this.hear(topic, payloads[topic])).length > 0;
    }

    // Seen again after a while in the background: what happened meanwhile is asked at once.
    seen() {
      if (document.hidden || this.socket || !this.topics.length) return;
      this.wait = FIRST_WAIT;
      this.ask();
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const page = document.body.dataset;
    if (!page.liveUrl) return;
    const line = new Line(page.liveUrl, page.liveSockets !== undefined);
    line.follow();
    document.addEventListener("htmx:afterSettle", () => line.follow());
    document.addEventListener("visibilitychange", () => line.seen());
    window.addEventListener("pagehide", () => line.rest());
    window.addEventListener("pageshow", (event) => { if (event.persisted) line.begin(); });
  });
})();
