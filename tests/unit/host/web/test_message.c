/* SPDX-License-Identifier: MIT */
/*
 * test_message.c - Message channels. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_web_message, channels)
{
	static const struct console_case cases[] = {
		{ "const { port1, port2 } = new MessageChannel(); port2.onmessage = (e) => { console.log('got', JSON.stringify(e.data), e.ports.length, e.target === port2); if (e.data === 2) port2.close(); }; port1.postMessage({ a: [1] }); port1.postMessage(2); port1.postMessage(3); console.log('sync'); for (const f of [() => port1.postMessage(() => {}), () => port1.postMessage(), () => port1.postMessage(1, [port1]), () => new MessagePort(), () => MessageChannel()]) try { f(); console.log('no error'); } catch (e) { console.log(e.name, e.message); }",
		  "sync\n"
		  "DataCloneError Failed to execute 'postMessage' on 'MessagePort': () => {} could not be cloned.\n"
		  "TypeError Failed to execute 'postMessage' on 'MessagePort': 1 argument required, but only 0 present.\n"
		  "DataCloneError Failed to execute 'postMessage' on 'MessagePort': Port at index 0 contains the source port.\n"
		  "TypeError Failed to construct 'MessagePort': Illegal constructor\n"
		  "TypeError Failed to construct 'MessageChannel': Please use the 'new' operator, this DOM object constructor cannot be called as a function.\n"
		  "got {\"a\":[1]} 0 true\n"
		  "got 2 0 true" },
	};
	EXPECT_PRINTS("browser", cases);
}
