// Colours come from the page's custom properties, or from the scheme. `--d` is for danger, `--m` for muted text, `--l` for lines.
const css = `:host{display:block;color-scheme:light dark;--a:var(--bloksec-accent,light-dark(#2f5bea,#8aa6ff));--s:var(--bloksec-surface,light-dark(#fff,#1c1f27));--d:var(--bloksec-danger,light-dark(#b3261e,#ff9c94));--r:var(--bloksec-radius,12px);--m:color-mix(in srgb,currentColor 72%,#0000);--l:color-mix(in srgb,currentColor 18%,#0000)}
[hidden]{display:none!important}
.panel{box-sizing:border-box;max-width:26rem;margin:auto;padding:1.5rem;border:1px solid var(--l);border-radius:var(--r);background:var(--s);color:var(--bloksec-ink,light-dark(#1b1f2a,#e8eaf0));font:1rem/1.5 var(--bloksec-font,system-ui,sans-serif);text-align:center;overflow-wrap:anywhere;outline:0}
dialog{width:calc(100% - 2rem)}
::backdrop{background:#10131ab3}
.icon{position:relative;display:grid;place-items:center;width:4rem;height:4rem;margin:0 auto 1rem;border-radius:50%;box-shadow:inset 0 0 0 3px var(--l);color:var(--a);font-size:2rem}
.icon:before{content:"";width:1rem;height:1.75rem;border:2px solid;border-radius:4px}
.wait .icon:after{content:"";position:absolute;inset:0;border:3px solid #0000;border-top-color:currentColor;border-radius:50%}
.good .icon{color:var(--bloksec-ok,light-dark(#1d7a46,#7fd3a0))}
.good .icon:before{width:.75rem;height:1.5rem;border-width:0 3px 3px 0;border-radius:0;rotate:45deg;translate:0 -.2rem}
.bad .icon,.panel:has([aria-invalid=true]) .message{color:var(--d)}
.bad .icon:before,.calm .icon:before{content:"!";width:auto;height:auto;border:0}
.calm .icon:before{content:"×"}
h2,dd,.what{margin:0}
h2{font-size:1.25rem}
h2,.message{text-wrap:balance}
p,dl{margin:.5rem 0 0}
.details,.hint{margin-top:1.25rem;padding:.75rem 1rem;border:1px solid var(--l);border-radius:var(--r);text-align:start}
.row{display:flex;justify-content:space-between;gap:1rem;margin-top:.25rem}
dt{min-width:20%}
dd{text-align:end}
dt,.note,.time{color:var(--m)}
dd,.what,.code{font-weight:600}
input{width:calc(3ch*var(--n));margin:.5rem auto 0;padding:.6em 0 .6em 2ch;border:1px solid var(--m);border-radius:var(--r);background:repeating-linear-gradient(90deg,var(--m) 0 2ch,#0000 0 3ch)1.5ch calc(100% - .5em)/calc(3ch*var(--n) - 1ch)2px no-repeat;color:inherit;font:600 clamp(1rem,6vw,1.5rem) ui-monospace,monospace;letter-spacing:2ch}
[aria-invalid=true]{border-color:var(--d)}
progress,.code{display:block;width:100%;margin:1.25rem 0 .5rem;accent-color:var(--a)}
progress{height:.5rem}
.time,.note,.hint{font-size:.875rem}
.actions{display:flex;flex-wrap:wrap-reverse;gap:.75rem;margin-top:1.5rem}
:is(.approved,.sending) .actions{display:none}
button{flex:1 1 9rem;padding:.75rem;border:1px solid var(--m);border-radius:var(--r);background:none;color:inherit;font:inherit;font-weight:600;cursor:pointer}
:is(input,button):focus-visible{outline:2px solid var(--a);outline-offset:2px}
.again{border-color:var(--a);background:var(--a);color:var(--s)}
@media(prefers-reduced-motion:no-preference){.wait .icon:after{animation:t 1.4s linear infinite}}
@keyframes t{to{rotate:1turn}}`;

let sheet: CSSStyleSheet | undefined;

/** Adopts the element's styles: one constructed sheet for all, which a strict CSP allows where it forbids style elements. */
export const adoptStyles = (root: ShadowRoot): void => {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  root.adoptedStyleSheets = [sheet];
};
