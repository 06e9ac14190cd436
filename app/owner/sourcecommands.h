// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/sourceconfig.h"
#include "owner/engine.h"

#include <QJsonObject>

#include <functional>

namespace fuseboard {

/// The source that such a request describes, without an id.
Result<SourceConfig> sourceOf(const QJsonObject& request);
/// The request that describes it, to add it.
QJsonObject addSourceRequest(const SourceConfig& source);

bool isSourceChange(const std::string& command);

/// Those of the owner's commands that change `sources.toml`, on record before and after: `{"do":"addSource","kind":…,
/// "name":…,"url":…,"socket":…,"account":…,"directory":…}` and what `change` knows, `{"do":"changeSource","id":…}` with that,
/// and
/// `{"do":"removeSource","id":…}`. They answer once with the source's `id` and `name`, while `caller` lives. Whoever runs the
/// engine starts it anew when the file has changed.
void changeSource(
    Engine& engine, const QJsonObject& request, QObject* caller, const std::function<void(const QJsonObject&)>& answer);

} // namespace fuseboard
