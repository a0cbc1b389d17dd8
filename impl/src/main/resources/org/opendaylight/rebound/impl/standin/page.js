(function () {
  'use strict';
  var data = document.body.dataset, goes = data.goes === 'yes', url = data.url;
  if (data.goes === 'now') {
    setTimeout(function () { location.replace(url); }, 1000);
    return;
  }
  var byId = function (id) { return document.getElementById(id); };
  var status = byId('status'), mail = byId('mail'), byMail = byId('by-mail');
  var source = new EventSource('/.well-known/rebound/wait');

  function leave(delay) {
    status.textContent = data.going;
    setTimeout(function () { location.replace(url); }, delay);
  }

  function isBack(delay) {
    source.close();
    document.title = data.title;
    status.textContent = '';
    byId('failed').hidden = byId('ask').hidden = true;
    byId('offer').hidden = goes;
    byId('back').hidden = false;
    if (goes) {
      leave(delay);
    }
  }

  source.onopen = function () { status.textContent = data.waiting; };
  source.addEventListener('back', function (event) { isBack(Number(event.data) || 0); });
  source.onerror = function () {
    if (source.readyState === EventSource.CLOSED) {
      isBack(Math.random() * 3000);
    }
  };
  byId('stay').addEventListener('click', function () {
    byId('offer').hidden = true;
    status.textContent = data.stayed;
  });

  var lang = document.documentElement.lang;
  var ownLang = navigator.languages.find(function (own) { return own.slice(0, 2) === lang; }) || lang;
  document.querySelectorAll('time').forEach(function (time) {
    time.textContent = new Date(time.dateTime).toLocaleString(ownLang, {dateStyle: 'long', timeStyle: 'short'});
  });
  if (mail) {
    var need = function () { mail.required = byMail.checked; };
    mail.addEventListener('input', function () { byMail.checked = true; need(); });
    mail.form.addEventListener('change', need);
    need();
  }
  if (location.pathname.indexOf('/.well-known/rebound/') === 0) {
    history.replaceState(null, '', url);
  }
}());
