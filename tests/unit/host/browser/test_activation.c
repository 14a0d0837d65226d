/* SPDX-License-Identifier: MIT */
/*
 * test_activation.c - What events do by default. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_activation, clicks_on_controls)
{
	static const struct console_case cases[] = {
		{ "const c = document.createElement('input'); c.type = 'checkbox'; document.body.append(c); for (const t of ['click', 'input', 'change']) c.addEventListener(t, (e) => console.log(t, c.checked, e.bubbles, e.cancelable)); c.click(); c.addEventListener('click', (e) => e.preventDefault(), { once: true }); c.click(); console.log(c.checked); c.disabled = true; c.click(); c.disabled = false; c.dispatchEvent(new MouseEvent('click')); c.dispatchEvent(new Event('click')); console.log(c.checked);",
		  "click true true true\n"
		  "input true true false\n"
		  "change true true false\n"
		  "click false true true\n"
		  "true\n"
		  "click false false false\n"
		  "input false true false\n"
		  "change false true false\n"
		  "click false false false\n"
		  "false" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_activation, labels_and_submission)
{
	static const struct console_case cases[] = {
		{ "const f = document.createElement('form'); f.innerHTML = '<label>text<input name=\"a\" required></label><label for=\"r\"><b>x</b></label><input type=\"radio\" id=\"r\"><button>go</button><input type=\"reset\">'; document.body.append(f); f.onsubmit = (e) => { console.log('submit', e.submitter?.localName, e.cancelable); e.preventDefault(); }; f.onreset = () => console.log('reset'); f.querySelector('[name=a]').oninvalid = () => console.log('invalid'); f.querySelector('b').click(); console.log(f.querySelector('#r').checked); f.querySelector('button').click(); f.a.value = 'v'; f.querySelector('button').click(); f.requestSubmit(); f.querySelector('[type=reset]').click(); console.log(f.a.value === '', f.querySelector('#r').checked); const a = document.createElement('a'); a.href = '#frag'; a.onclick = () => console.log('a'); document.body.append(a); a.click(); console.log(location.hash);",
		  "true\n"
		  "invalid\n"
		  "submit button true\n"
		  "submit undefined true\n"
		  "reset\n"
		  "true false\n"
		  "a\n"
		  "#frag" },
	};
	EXPECT_PRINTS("browser", cases);
}
