/* SPDX-License-Identifier: MIT */
/*
 * test_controls.c - Form controls as plain data. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_controls, values_and_checkedness)
{
	static const struct console_case cases[] = {
		{ "const i = document.createElement('input'); i.setAttribute('value', 'd'); console.log(i.value, i.defaultValue); i.value = 'x'; i.setAttribute('value', 'e'); console.log(i.value, i.defaultValue, i.getAttribute('value'));\n"
		  "const c = document.createElement('input'); c.type = 'checkbox'; console.log(c.value, c.checked, c.indeterminate); c.checked = true; console.log(c.hasAttribute('checked'), c.defaultChecked); c.setAttribute('checked', ''); c.checked = false; console.log(c.checked, c.defaultChecked);\n"
		  "const t = document.createElement('textarea'); t.textContent = 'a\\nb'; console.log(JSON.stringify(t.value)); t.value = 'x\\r\\ny'; console.log(JSON.stringify(t.value), JSON.stringify(t.defaultValue));",
		  "d d\n"
		  "x e e\n"
		  "on false false\n"
		  "false false\n"
		  "false true\n"
		  "\"a\\nb\"\n"
		  "\"x\\ny\" \"a\\nb\"" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_controls, radios_of_one_group)
{
	static const struct console_case cases[] = {
		{ "const f = document.createElement('form'); f.innerHTML = '<input type=radio name=a value=1 checked><input type=radio name=a value=2><input type=radio name=b value=3>';\n"
		  "const [x, y, z] = f.querySelectorAll('input'); y.checked = true; console.log(x.checked, y.checked, z.checked, f.elements.a.value, f.elements.length); f.elements.a.value = '1'; console.log(x.checked, f.a[0] === x); z.name = 'a'; z.checked = true; console.log(x.checked, z.checked);",
		  "false true false '2' 3\n"
		  "true true\n"
		  "false true" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_controls, forms_and_labels)
{
	static const struct console_case cases[] = {
		{ "const f = document.createElement('form'); f.innerHTML = '<label for=q>Q</label><input id=q name=q><label>in <button name=b>x</button></label><fieldset disabled><input name=r></fieldset><output name=o>5</output>';\n"
		  "document.body.append(f);\n"
		  "console.log([...f.elements].map((e) => e.localName).join(), f.length, f.querySelector('label').control === f.q, f.q.form === f, f.r.matches(':disabled'), f.r.disabled, f.o.value);\n"
		  "f.q.value = 'typed'; f.reset(); console.log(JSON.stringify(f.q.value)); console.log([...new FormData(f)].map(([k, v]) => `${k}=${v}`).join('&'));",
		  "input,button,fieldset,input,output 5 true true true false 5\n"
		  "\"\"\n"
		  "q=" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_controls, validity)
{
	static const struct console_case cases[] = {
		{ "const i = document.createElement('input'); i.required = true; console.log(i.checkValidity(), i.validity.valueMissing, i.willValidate); i.value = 'x'; console.log(i.validity.valid); i.setCustomValidity('no'); console.log(i.validity.customError, i.validationMessage, i.checkValidity());\n"
		  "i.addEventListener('invalid', (e) => console.log('invalid', e.bubbles, e.cancelable)); i.reportValidity();",
		  "false true true\n"
		  "true\n"
		  "true 'no' false\n"
		  "invalid false true" },
	};
	EXPECT_PRINTS("browser", cases);
}
