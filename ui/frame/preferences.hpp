// What this wallpad remembers about its screen. Kept in an ini file of the data directory; without
// a path (tests, made-up homes) only in memory.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QSettings>
#include <memory>

class QQmlEngine;
class QJSEngine;

namespace dure::ui {

class Preferences : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY changed)
    Q_PROPERTY(bool dark READ dark WRITE setDark NOTIFY changed)
    Q_PROPERTY(bool bigText READ bigText WRITE setBigText NOTIFY changed)
    Q_PROPERTY(bool motion READ motion WRITE setMotion NOTIFY changed)
    Q_PROPERTY(bool moving READ moving NOTIFY changed)
    Q_PROPERTY(int brightness READ brightness WRITE setBrightness NOTIFY changed)
    Q_PROPERTY(bool manager READ manager CONSTANT)
    Q_PROPERTY(bool keyboard READ keyboard CONSTANT)
    Q_PROPERTY(bool still READ still CONSTANT)

 public:
    /// What the command line decides; it is not stored.
    struct Start {
        bool manager = false;   ///< the manager's desk
        bool keyboard = false;  ///< offer the on-screen keyboard
        bool still = false;     ///< no animation at all, for pictures
    };

    Preferences(const QString& path, Start start);
    ~Preferences() override;
    static Preferences& instance();
    static Preferences* create(QQmlEngine*, QJSEngine*);

    QString language() const { return text("language", QStringLiteral("ko")); }
    void setLanguage(const QString& code);
    bool dark() const { return flag("dark", true); }
    void setDark(bool dark) { set("dark", dark); }
    bool bigText() const { return flag("bigText", false); }
    void setBigText(bool big) { set("bigText", big); }
    bool motion() const { return flag("motion", true); }
    bool moving() const { return !start_.still && motion(); }  ///< what animations follow
    void setMotion(bool motion) { set("motion", motion); }
    int brightness() const;  ///< per cent, never so low that the screen cannot be read
    void setBrightness(int percent);
    bool manager() const { return start_.manager; }
    bool keyboard() const { return start_.keyboard; }
    bool still() const { return start_.still; }

    QVariant value(const QString& key, const QVariant& missing = {}) const;
    void set(const QString& key, const QVariant& value);

 Q_SIGNALS:
    void changed();

 private:
    QString text(const char* key, const QString& missing) const;
    bool flag(const char* key, bool missing) const;
    void set(const char* key, const QVariant& value) { set(QString::fromLatin1(key), value); }

    std::unique_ptr<QSettings> file_;
    QVariantMap values_;
    Start start_;
};

}  // namespace dure::ui
