/* The texts of the scripts in the reader's language. Each script says its French; where the page is in another
   language, a block of data beside it holds what to say instead. A page without that block is in French. */
(() => {
  "use strict";

  const block = document.getElementById("texts");
  const said = block ? JSON.parse(block.textContent) : {};
  const filled = (text, slots) => text.replace(/%\((\w+)\)s/g, (whole, name) => (slots && name in slots ? String(slots[name]) : whole));

  window.entrelacsTexts = {
    /* A text, with its `%(name)s` filled from `slots`. */
    _: (text, slots) => filled(said[text] || text, slots),

    /* The text that goes with a number. French says the singular below two; another language has its own rule, which
       comes with its forms as the form of each number below 200: no rule looks further than the last two digits. */
    ngettext(one, many, count, slots) {
      const { forms, which } = said[one] || { forms: [one, many], which: null };
      const form = which === null ? Number(Math.abs(count) >= 2) : Number(which[count < 200 ? count : 100 + (count % 100)]);
      return filled(forms[form], { count, ...slots });
    },
  };
})();
