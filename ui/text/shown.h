// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <set>
#include <string>

namespace fuseboard {

/// Text from outside, made safe to show: one line, at most `longest` characters, no control or direction characters.
QString shown(const std::string& utf8, int longest = 160);

/// Names of fields from outside, each made safe to show.
QStringList shownFields(const std::set<std::string>& fields);

/// With a full stop, unless it ends as a sentence does.
QString asSentence(const QString& text);

/// As a tool tip: Qt takes a text that looks like HTML for HTML.
QString asToolTip(const QString& text);

} // namespace fuseboard
