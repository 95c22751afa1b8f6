// The one page navigator: a stack of page ids with an argument each. Pages call `show` for the
// rail's places, `open` to go deeper and `back`; a page may guard its leaving (`blocked`).
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QUrl>
#include <QVector>

class QQmlEngine;
class QJSEngine;

namespace dure::ui {

class Navigator : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QString page READ page NOTIFY changed)
    Q_PROPERTY(QString argument READ argument NOTIFY changed)
    Q_PROPERTY(QUrl source READ source NOTIFY changed)
    Q_PROPERTY(QString section READ section NOTIFY changed)
    Q_PROPERTY(bool money READ money NOTIFY changed)
    Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY changed)
    Q_PROPERTY(bool blocked MEMBER blocked_ NOTIFY blockedChanged)

 public:
    explicit Navigator(const QString& first);
    ~Navigator() override;
    static Navigator& instance();
    static Navigator* create(QQmlEngine*, QJSEngine*);

    QString page() const { return stack_.back().page; }
    QString argument() const { return stack_.back().argument; }
    QUrl source() const;
    QString section() const;
    bool money() const;
    bool canGoBack() const { return stack_.size() > 1; }

    Q_INVOKABLE bool has(const QString& page) const;  ///< whether the program has this page
    Q_INVOKABLE void show(const QString& page);       ///< a new start: nothing to go back to
    Q_INVOKABLE void open(const QString& page, const QString& argument = {});
    Q_INVOKABLE void replace(const QString& page, const QString& argument = {});
    Q_INVOKABLE void back();

 Q_SIGNALS:
    void changed();
    void blockedChanged();
    void leaveAsked();  ///< a blocked page should ask the person; it clears `blocked` and goes on

 private:
    struct Place {
        QString page, argument;
    };
    bool leave();

    QVector<Place> stack_;
    bool blocked_ = false;
};

}  // namespace dure::ui
