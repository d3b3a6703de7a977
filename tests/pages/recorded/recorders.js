// Records the page as other people's scripts do, once the journey says so, and keeps what each recorder would send.
globalThis.recorded = { rrweb: [], PostHog: [], pixel: [] };

/** Takes up the work of every recorder; what each may be set to keep, it keeps. */
globalThis.record = async () => {
  await load("/recorders/rrweb/umd/rrweb.min.js");
  rrweb.record({ emit: (event) => recorded.rrweb.push(event) });
  await recordWithPostHog();
  recordAsPixelsDo();
};

const load = (src) =>
  new Promise((then, failed) => {
    const script = document.createElement("script");
    Object.assign(script, { src, onload: then, onerror: failed });
    document.head.append(script);
  });

const recordWithPostHog = async () => {
  const token = "phc_token";
  // What its server would answer; there is none.
  const config = { autocapture_opt_out: false, hasFeatureFlags: false, heatmaps: true, sessionRecording: { endpoint: "/s/" } };
  globalThis._POSTHOG_REMOTE_CONFIG = { [token]: { config, siteApps: [] } };
  await load("/recorders/posthog-js/dist/array.full.no-external.js");
  // Its recorder's events before they are held back, thinned out and packed.
  const { rrweb } = __PosthogExtensions__;
  const { record } = rrweb;
  const tapped = (options) =>
    record({ ...options, emit: (event, ...rest) => (recorded.PostHog.push(event), options.emit(event, ...rest)) });
  rrweb.record = Object.assign(tapped, record);
  posthog.init(token, {
    api_host: location.origin,
    // Robots are left out, and a browser under a driver counts as one.
    opt_out_useragent_filter: true,
    person_profiles: "always",
    autocapture: true,
    session_recording: { maskAllInputs: false },
    // Nothing is sent, everything else is kept.
    before_send: (event) => (event.event === "$snapshot" || recorded.PostHog.push(event), null),
  });
};

/** What of a node a script could send: its texts and its state. */
const told = (node) => ({
  name: node.nodeName,
  text: node.innerText ?? node.textContent,
  value: node.value,
  checked: node.checked,
  selected: node.selectedIndex,
  label: node.ariaLabel,
  classes: node.className,
});

const recordAsPixelsDo = () => {
  const types = "click pointerdown pointerup input beforeinput change keydown keyup focusin focusout submit toggle";
  for (const target of [window, document]) {
    for (const type of types.split(" ")) {
      const take = (event) => {
        const { key, data, detail } = event;
        const path = event.composedPath().filter((node) => node instanceof Node);
        recorded.pixel.push({ type, key, data, detail, path: path.map(told) });
      };
      target.addEventListener(type, take, { capture: true });
    }
  }
};
