// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/engine.h"

#include <QJsonObject>

#include <functional>

namespace fuseboard {

bool isCallCommand(const std::string& command);

/// Those of the owner's commands that are about single calls: `{"do":"calls","scope":…}` tells what runs there
/// (`runningCallsDocument`); `{"do":"cutCall",…}` ends one (`callCutDocument`).
void carryOutForCalls(
    Engine& engine, const QJsonObject& request, QObject* caller, const std::function<void(const QJsonObject&)>& answer);

} // namespace fuseboard
