/* Passkeys: the browser's question to the device and its answer, put into the form. Without script the form stays asleep. */
'use strict'
for (const form of document.querySelectorAll('form[data-passkey]')) {
  const go = form.querySelector('[data-passkey-go]')
  const failed = form.querySelector('[data-passkey-failed]')
  const webauthn = window.webauthnJSON
  if (!webauthn || !webauthn.supported()) continue
  form.querySelector('[data-passkey-missing]').hidden = true
  go.disabled = false
  form.addEventListener('submit', async (event) => {
    if (form.elements.answer.value) return
    event.preventDefault()
    if (!form.reportValidity()) return
    failed.hidden = true
    go.disabled = true
    try {
      const options = JSON.parse(form.dataset.options)
      form.elements.answer.value = JSON.stringify(await webauthn[form.dataset.passkey](options))
      form.submit()
    } catch {
      failed.hidden = false
      go.disabled = false
      go.focus()
    }
  })
}
