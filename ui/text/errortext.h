// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QString>

namespace fuseboard {

/// What happened, to which thing, what is true now and what to do: plain text for people.
QString sentence(const Error& error);
/// What a person reads who tried to connect a source: there are no earlier figures yet, and nothing was connected.
QString connectSentence(const Error& error);
/// What happened alone, in a few words without a full stop, for a table or the status bar: `key rejected`.
QString shortText(const Error& error);
/// `Gateway: no answer yet`. What begins with the name already, as sentences do, stays as it is.
QString saidOf(const QString& name, const QString& words);

} // namespace fuseboard
